import type { Member } from "@worker/features/room/contract.ts";
import { useRoomParts } from "~/features/room/context.ts";
import { useNow } from "~/features/room/hooks/use-now.ts";
import { personOf } from "~/features/room/labels.ts";
import { listNames, timeAgo } from "~/lib/format.ts";
import { Avatar } from "~/ui/avatar.tsx";

/** Who is in the room now, and who writes this moment. */
export function HereNow() {
  const { state } = useRoomParts();
  const { members } = state.view;
  const here = members.filter((member) => member.active && state.here[member.id]);
  const typing = here.filter(
    (member) => member.id !== state.you.memberId && (state.here[member.id]?.typingUntil ?? 0) > 0,
  );
  return (
    <section className="side-part" aria-labelledby="here-now">
      <h2 id="here-now">Here now</h2>
      {here.length === 0 ? (
        <p className="side-hint">
          {state.link === "live" ? "Nobody else is here now." : "This shows when the line is back."}
        </p>
      ) : (
        <ul className="here-list">
          {here.map((member) => (
            <li key={member.id}>
              <Face member={member} typing={typing.includes(member)} you={member.id === state.you.memberId} />
            </li>
          ))}
        </ul>
      )}
      <p className="typing-line">
        {typing.length > 0 &&
          `${listNames(
            typing.map((one) => one.name),
            2,
          )} ${typing.length > 1 ? "are" : "is"} writing…`}
      </p>
    </section>
  );
}

function Face({ member, typing, you }: { member: Member; typing: boolean; you: boolean }) {
  return (
    <span className="face" data-author={member.color % 8} data-typing={typing || undefined}>
      <Avatar name={member.name} color={member.color} size="small" decorative />
      <bdi className="clip">{you ? "You" : member.name}</bdi>
    </span>
  );
}

/** Who asked for the ring, first come first served. */
export function WaitingList() {
  const { state, startedAt } = useRoomParts();
  const now = useNow(startedAt, 30_000, state.offsetMs);
  const { requests, members } = state.view;
  if (requests.length === 0) return null;
  return (
    <section className="side-part" aria-labelledby="waiting-list">
      <h2 id="waiting-list">Waiting for the ring</h2>
      <ol className="waiting-list">
        {requests.map((request) => {
          const person = personOf(members, request.memberId);
          return (
            <li key={request.memberId} data-author={person.color % 8}>
              <span className="dot" aria-hidden="true" />
              <bdi className="clip">{request.memberId === state.you.memberId ? "You" : person.name}</bdi>
              <span className="muted">{timeAgo(request.at, now)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
