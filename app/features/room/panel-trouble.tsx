import { Button } from "~/ui/button.tsx";

/** In a panel's place when its data did not come. */
export function PanelTrouble({ again }: { again(): void }) {
  return (
    <div className="panel-trouble">
      <p>This did not come through.</p>
      <Button onClick={again}>Try again</Button>
    </div>
  );
}
