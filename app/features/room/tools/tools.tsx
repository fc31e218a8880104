import { type ComponentType, type LazyExoticComponent, lazy, Suspense, useState } from "react";
import { useRoomParts } from "~/features/room/context.ts";
import { Dialog } from "~/ui/dialog.tsx";
import { SkeletonText } from "~/ui/skeleton.tsx";

interface Tool {
  name: string;
  title: string;
  Panel: LazyExoticComponent<ComponentType>;
}

/** Each is fetched when it is first opened, so that the room itself stays light. */
const TOOLS = {
  members: { name: "Members", title: "Who is in it", Panel: lazy(() => import("../members/members.tsx")) },
  invite: { name: "Invite", title: "Invite someone", Panel: lazy(() => import("../invite/invite.tsx")) },
  share: { name: "Share", title: "Share", Panel: lazy(() => import("../share/share.tsx")) },
  export: { name: "Export", title: "Take it with you", Panel: lazy(() => import("../share/export.tsx")) },
  proof: { name: "Proof", title: "Proof of authorship", Panel: lazy(() => import("../proof/proof.tsx")) },
  numbers: { name: "Numbers", title: "In numbers", Panel: lazy(() => import("../numbers/numbers.tsx")) },
  settings: {
    name: "Settings",
    title: "Rules of this draft",
    Panel: lazy(() => import("../settings/settings.tsx")),
  },
} satisfies Record<string, Tool>;

type ToolName = keyof typeof TOOLS;

/** The quiet row below the ring: everything that is not writing. */
export function Tools() {
  const { rights } = useRoomParts();
  const [open, setOpen] = useState<ToolName | null>(null);
  const names = (Object.keys(TOOLS) as ToolName[]).filter((name) => name !== "invite" || rights.invite);
  const tool = open === null ? null : TOOLS[open];
  return (
    <nav className="tools needs-script" aria-label="More about this draft">
      {names.map((name) => (
        <button key={name} type="button" id={`tool-${name}`} onClick={() => setOpen(name)}>
          {TOOLS[name].name}
        </button>
      ))}
      {tool && (
        <Dialog open onClose={() => setOpen(null)} title={tool.title}>
          <Suspense fallback={<SkeletonText lines={4} />}>
            <tool.Panel />
          </Suspense>
        </Dialog>
      )}
    </nav>
  );
}
