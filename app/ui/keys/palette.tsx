import { useFetcher, useNavigate, useRouteLoaderData } from "@remix-run/react";
import { useEffect, useId, useState } from "react";
import { Dialog } from "../dialog.tsx";
import { Kbd } from "../kbd.tsx";
import { bestMatches } from "./match.ts";
import { activeBindings, type KeyBinding } from "./registry.ts";

const CHOICES_MAX = 12;
const DRAFTS_MAX = 6;
const SEARCH_CHARS_MAX = 120;
/** A pause in typing, before the drafts are asked. */
const TYPING_PAUSE_MS = 150;

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

interface Choice extends KeyBinding {
  /** Of a draft. */
  id?: string;
}

/** What the drafts page answers, as far as it is wanted here. */
interface DraftsFound {
  q: string;
  items: readonly { id: string; title: string }[];
}

/** Drafts whose title holds what is typed, from the drafts page's own search. Nobody else's: none before sign-in. */
function useDraftsFor(query: string): DraftsFound["items"] {
  const root = useRouteLoaderData("root") as { user: unknown } | undefined;
  const { load, data } = useFetcher<DraftsFound>();
  const q = root?.user ? query.trim().slice(0, SEARCH_CHARS_MAX) : "";
  useEffect(() => {
    if (q === "") return;
    const timer = setTimeout(() => load(`/drafts?q=${encodeURIComponent(q)}`), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [q, load]);
  return q === "" ? [] : bestMatches(q, data?.items ?? [], ({ title }) => title, DRAFTS_MAX);
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
  const drafts = useDraftsFor(query).map(({ id, title }) => ({
    key: "",
    paletteOnly: true,
    does: title,
    id,
    run: () => navigate(`/drafts/${id}`),
  }));
  const choices: Choice[] = [
    ...drafts,
    ...bestMatches(query, known, (binding) => binding.does, CHOICES_MAX),
    ...search,
  ];
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
            key={binding.id ?? binding.does}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onClick={() => run(binding)}
            onPointerMove={() => setChosen(index)}
          >
            <bdi className="clip">{binding.does}</bdi>
            {binding.id && <span className="palette-kind">Draft</span>}
            {!binding.paletteOnly && <Kbd keys={binding.key} />}
          </div>
        ))}
      </div>
    </Dialog>
  );
}
