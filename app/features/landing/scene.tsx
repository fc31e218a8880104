import { Segment } from "~/features/room/segments/segment.tsx";
import { Icon } from "~/ui/icons.tsx";
import { Ring } from "~/ui/ring/ring.tsx";
import { LAST_STEP, sceneAt } from "./script.ts";
import { useScene } from "./use-scene.ts";

/** How long a post on the example's network may be, in characters. */
const SOFT_CHARS = 280;

/** A room in small, played with the room's own ring and segments. */
export function SceneCard({ now }: { now: number }) {
  const { step, running, ended, press } = useScene(now);
  const scene = sceneAt(step ?? LAST_STEP, now);
  const holder = scene.view.people.find((person) => person.id === scene.view.holderId);
  const control = ended ? "Play it again" : running ? "Pause" : "Go on";
  return (
    <section
      className="scene"
      aria-label="An example: three people write one piece"
      data-still={step === null || undefined}
    >
      <div className="scene-text">
        <header>
          <h2>The keeper’s letter</h2>
          <p>with Mara, Ilo and Noor</p>
        </header>
        {/* The finished text, unseen, holds the place: nothing below moves while it is written. */}
        <div className="scene-parts">
          <div className="scene-space" aria-hidden="true">
            {sceneAt(LAST_STEP, now).segments.map(({ segment }) => (
              <div key={segment.seq} className="segment">
                <p className="prose-text">{segment.text}</p>
                <div className="segment-foot">.</div>
              </div>
            ))}
          </div>
          <div>
            {scene.segments.map(({ segment, author }) => (
              <Segment
                key={segment.seq}
                segment={segment}
                author={author}
                acceptedBy={null}
                softChars={SOFT_CHARS}
                now={now}
                fresh={step !== null && segment.position > 1}
              />
            ))}
          </div>
        </div>
      </div>
      <div className="scene-ring">
        <Ring view={scene.view} size="large">
          <strong>{holder?.name}</strong>
          <span>holds the ring</span>
        </Ring>
        <Ring view={scene.view} size="medium">
          <strong>{holder?.name}</strong>
        </Ring>
        <p className="scene-caption">{scene.caption}</p>
        <button type="button" className="button button-plain scene-control needs-script" onClick={press}>
          <Icon name={running ? "pause" : "play"} className="size-4" />
          {control}
        </button>
      </div>
    </section>
  );
}
