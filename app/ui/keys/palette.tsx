import { useNavigate } from "@remix-run/react";
import { useId, useState } from "react";
import { Dialog } from "../dialog.tsx";
import { Kbd } from "../kbd.tsx";
import { bestMatches } from "./match.ts";
import { activeBindings, type KeyBinding } from "./registry.ts";

const CHOICES_MAX = 12;

/** ⌘K: everything one can do here, by name. In `keys` mode: the list of keys. */
export default function Palette({ mode, onClose }: { mode: "everything" | "keys"; onClose: () => void }) {
  const [bindings] = useState(activeBindings);
  return mode === "keys" ? (
    <KeyList bindings={bindings} onClose={onClose} />
  ) : (
    <Chooser bindings={bindings} onClose={onClose} />
  );
}

function KeyList({ bindings, onClose }: { bindings: readonly KeyBinding[]; onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Keys">
      <dl className="key-list">
        {bindings
          .filter((binding) => !binding.paletteOnly)
          .map((binding) => (
            <div key={binding.key}>
              <dt>{binding.does}</dt>
              <dd>
                <Kbd keys={binding.key} />
              </dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
}

function Chooser({ bindings, onClose }: { bindings: readonly KeyBinding[]; onClose: () => void }) {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const list = useId();
  const search: KeyBinding[] = query.trim()
    ? [
        {
          key: "",
          paletteOnly: true,
          does: `Search drafts for “${query.trim()}”`,
          run: () => navigate(`/drafts?q=${encodeURIComponent(query.trim())}`),
        },
      ]
    : [];
  const known = bindings.filter((binding) => binding.key !== "mod+k");
  const choices = [...bestMatches(query, known, (binding) => binding.does, CHOICES_MAX), ...search];
  const current = Math.min(chosen, choices.length - 1);
  const run = (binding: KeyBinding | undefined) => {
    onClose();
    // After the dialog has given the focus back, so that a command may move it on.
    if (binding) setTimeout(() => binding.run());
  };
  const move = (by: number) => setChosen((current + by + choices.length) % choices.length);
  return (
    <Dialog open onClose={onClose} title="Find anything" bare>
      <input
        className="palette-input"
        type="text"
        role="combobox"
        aria-label="What do you want to do?"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={`${list}-${current}`}
        placeholder="What do you want to do?"
        autoComplete="off"
        spellCheck={false}
        value={query}
        autoFocus
        onChange={(event) => {
          setQuery(event.target.value);
          setChosen(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "ArrowDown") move(1);
          else if (event.key === "ArrowUp") move(-1);
          else if (event.key === "Enter") run(choices[current]);
          else return;
          event.preventDefault();
        }}
      />
      <div className="palette-list" id={list} role="listbox" aria-label="Choices">
        {choices.map((binding, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above handles the keys, as the pattern asks
          <div
            key={binding.does}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onClick={() => run(binding)}
            onPointerMove={() => setChosen(index)}
          >
            <span>{binding.does}</span>
            {!binding.paletteOnly && <Kbd keys={binding.key} />}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
