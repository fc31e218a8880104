/** Events read in one page, and pages read at most, for the ticks of the history. */
export const HISTORY_EVENTS_PER_PAGE = 500;
export const HISTORY_PAGES_MAX = 10;
