export interface ErrorWords {
  title: string;
  detail: string;
  drawing: "waiting" | "lost" | "apart" | "chain";
  help: "sign-in" | "retry" | "none";
}

type Known = Omit<ErrorWords, "drawing" | "help"> & Partial<ErrorWords>;

const BY_STATUS: Record<number, Known> = {
  401: {
    title: "Sign in to see this",
    detail: "We don’t know yet who you are. Sign in and you come straight back here.",
    help: "sign-in",
  },
  403: {
    title: "This is not open to you",
    detail: "Somebody who is a member here can invite you.",
    drawing: "apart",
  },
  404: {
    title: "Nothing is here",
    detail: "The address may have a slip in it, or what was here is private or gone.",
    drawing: "lost",
  },
  405: { title: "That can’t be done here", detail: "Go back and try it from its page.", drawing: "lost" },
  410: {
    title: "That link has done its work",
    detail: "Ask whoever sent it for a new one.",
    drawing: "apart",
  },
  429: { title: "That was quick", detail: "Wait a moment, then try again.", help: "retry" },
  503: { title: "Busy just now", detail: "Try again in a moment. What you wrote is safe.", help: "retry" },
};

const UNKNOWN: Known = {
  title: "Something broke on our side",
  detail: "What was acknowledged is safe. Try again; if it stays, come back in a little while.",
  drawing: "apart",
  help: "retry",
};

/** What an error page says. A service's own words win where it has some: they know which link, which draft. */
export function errorWords(
  status: number,
  told: { title?: string; detail?: string; suggestedFix?: string } = {},
): ErrorWords {
  const known = BY_STATUS[status] ?? UNKNOWN;
  const detail = sameWords(told.detail, told.title) ? undefined : told.detail;
  const helping = [detail, told.suggestedFix].filter(Boolean).join(" ");
  const speaksForItself = status >= 400 && status < 500;
  return {
    drawing: "waiting",
    help: "none",
    ...known,
    ...(speaksForItself && told.title ? { title: told.title } : {}),
    ...(speaksForItself && helping ? { detail: helping } : {}),
  };
}

/** Many services say in the detail what the title says already: a page need not say it twice. */
function sameWords(one = "", other = ""): boolean {
  const bare = (text: string) => text.trim().replace(/\.$/, "").toLowerCase();
  return bare(one) === bare(other);
}
