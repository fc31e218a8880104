import { useRoomParts } from "~/features/room/context.ts";

const FORMATS = [
  ["md", "Markdown", "With names, for reading and for the web."],
  ["txt", "Plain text", "The words alone, with who wrote them."],
  ["json", "JSON", "Everything, with the proof chain, for checking later."],
] as const;

/** The piece as a file, everyone credited. Plain links, so they work anywhere. */
export default function Export() {
  const { draftId } = useRoomParts();
  return (
    <ul className="export-list">
      {FORMATS.map(([format, name, says]) => (
        <li key={format}>
          <a href={`/v1/drafts/${draftId}/export?format=${format}`} download>
            <strong>{name}</strong>
            <span>{says}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
