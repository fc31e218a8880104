import { Form, Link } from "@remix-run/react";
import type { DraftListItem } from "@worker/features/drafts/contract.ts";
import { Button, buttonClass } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Tab, Tabs } from "~/ui/segmented.tsx";
import { DraftRow } from "./row.tsx";
import { type DraftTab, listPath, TABS } from "./tabs.ts";

interface DraftListProps {
  tab: DraftTab;
  q: string;
  items: readonly DraftListItem[];
  nextCursor: string | null;
  today: string;
  youId: string;
  youName: string;
  now: number;
  focusSearch: boolean;
}

/** The drafts page: what waits now, three views, a search, and the rows. */
export function DraftList({
  tab,
  q,
  items,
  nextCursor,
  today,
  youId,
  youName,
  now,
  focusSearch,
}: DraftListProps) {
  return (
    <div className="page drafts">
      <header className="drafts-head">
        <div>
          <h1>Your drafts</h1>
          <p className="drafts-today">{today}</p>
        </div>
        <Link to="/drafts/new" className={buttonClass("primary")}>
          New draft
        </Link>
      </header>
      <div className="drafts-bar">
        <Tabs label="Which drafts">
          {(Object.keys(TABS) as DraftTab[]).map((name) => (
            <Tab key={name} to={listPath(name, q)} current={name === tab}>
              {TABS[name].name}
            </Tab>
          ))}
        </Tabs>
        <Search tab={tab} q={q} focus={focusSearch} />
      </div>
      {items.length === 0 ? (
        <Nothing tab={tab} q={q} youName={youName} />
      ) : (
        <ul className="draft-list">
          {items.map((draft) => (
            <DraftRow key={draft.id} draft={draft} youId={youId} now={now} />
          ))}
        </ul>
      )}
      {nextCursor && (
        <Link to={listPath(tab, q, nextCursor)} className={`${buttonClass("quiet")} drafts-more`}>
          Older drafts
        </Link>
      )}
    </div>
  );
}

function Search({ tab, q, focus }: { tab: DraftTab; q: string; focus: boolean }) {
  return (
    <Form method="get" action="/drafts" role="search" className="drafts-search">
      {tab !== "mine" && <input type="hidden" name="tab" value={tab} />}
      <input
        key={q}
        type="search"
        name="q"
        className="input"
        aria-label="Search your drafts"
        placeholder="Search titles"
        maxLength={120}
        defaultValue={q}
        // biome-ignore lint/a11y/noAutofocus: the search key led here from another page
        autoFocus={focus}
      />
      <Button type="submit">Search</Button>
    </Form>
  );
}

function Nothing({ tab, q, youName }: { tab: DraftTab; q: string; youName: string }) {
  if (q !== "")
    return (
      <EmptyState
        drawing="lost"
        action={
          <Link to={listPath(tab, "")} className={buttonClass("quiet")}>
            Show all
          </Link>
        }
      >
        No title here holds “<bdi>{q}</bdi>”.
      </EmptyState>
    );
  return (
    <EmptyState
      drawing={tab === "mine" ? "chain" : "waiting"}
      action={
        tab === "mine" ? (
          <>
            <Link to="/drafts/new" className={buttonClass("quiet")}>
              Start a draft
            </Link>
            <span className="drafts-name">
              You write as <bdi>{youName}</bdi>.{" "}
              <Link to="/settings" className="text-link">
                Change your name
              </Link>
            </span>
          </>
        ) : undefined
      }
    >
      {TABS[tab].empty}
    </EmptyState>
  );
}
