/** Style of the reference pages: the app's paper, ink and ring gold, without its build. */
export const docsCss = `
:root { color-scheme: light dark; --paper: #fbf8f3; --ink: #1c1917; --line: #e7e0d5; --gold: #a86a14; --gold-text: #8a560f; --soft: #6b6259; --raised: #fffdf9; }
@media (prefers-color-scheme: dark) { :root { --paper: #161311; --ink: #efe8dc; --line: #332d27; --gold: #e0a84b; --gold-text: #e0a84b; --soft: #a89d90; --raised: #1d1916; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 72px; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 Inter, system-ui, sans-serif; }
h1, h2, h3, .lead, .mark { font-family: "Source Serif 4 Variable", "Source Serif 4", Georgia, serif; font-weight: 600; text-wrap: balance; }
h1 { font-size: 44px; line-height: 1.1; margin: 48px 0 16px; }
h2 { font-size: 24px; margin: 0 0 8px; }
h2.tag { font-size: 32px; margin: 72px 0 16px; padding-top: 24px; border-top: 1px solid var(--line); }
h3 { font-size: 19px; margin: 0 0 8px; overflow-wrap: anywhere; }
h4 { font-size: 14px; margin: 16px 0 8px; color: var(--soft); font-weight: 600; }
.lead { font-size: 19px; font-weight: 400; line-height: 1.6; max-width: 68ch; }
.quiet { color: var(--soft); font-size: 14px; }
a { color: inherit; text-decoration-color: var(--gold); text-underline-offset: 3px; }
a:hover { color: var(--gold-text); }
:focus-visible { outline: 2px solid var(--gold); outline-offset: 2px; border-radius: 4px; }
.bar { position: sticky; top: 0; display: flex; gap: 24px; align-items: center; padding: 0 24px; min-height: 56px; background: var(--paper); border-bottom: 1px solid var(--line); }
.bar a { display: inline-flex; align-items: center; min-height: 44px; text-decoration: none; }
.bar nav { display: flex; gap: 16px; font-size: 14px; }
.mark { font-size: 19px; }
main { max-width: 960px; margin: 0 auto; padding: 0 24px 96px; }
.toc { columns: 3 240px; column-gap: 32px; margin-top: 48px; }
.toc section { margin-bottom: 32px; }
.toc h2 { break-after: avoid; }
.toc li { break-inside: avoid; }
.toc ul { margin: 0; padding: 0; list-style: none; font-size: 14px; }
.toc li { padding: 4px 0; }
article { padding: 24px; margin: 16px 0; background: var(--raised); border: 1px solid var(--line); border-radius: 10px; }
article:target { border-color: var(--gold); }
.verb { display: inline-block; min-width: 64px; font: 600 13px/1 Inter, system-ui, sans-serif; letter-spacing: .06em; color: var(--gold-text); }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, monospace; font-size: 14px; }
pre { margin: 0; padding: 16px; overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th { text-align: left; color: var(--soft); font-weight: 600; }
th, td { padding: 8px 8px 8px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr:target td { color: var(--gold-text); }
.answers { margin: 0; padding: 0; list-style: none; font-size: 14px; }
.answers li { padding: 2px 0; }
.answers code { display: inline-block; min-width: 64px; }
details { margin: 8px 0; }
summary { min-height: 44px; display: flex; align-items: center; cursor: pointer; }
@media (max-width: 600px) { h1 { font-size: 32px; } main { padding: 0 16px 64px; } article { padding: 16px; } .bar { padding: 0 16px; gap: 16px; } }
`;
