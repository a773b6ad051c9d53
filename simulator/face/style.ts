/** The page's style: the reader's light or dark, wide tables scroll by themselves. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #cf222e; --soft: #8881; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
section { border: 1px solid var(--line); border-radius: 8px; padding: 0 1rem 1rem; margin: 1rem 0; }
table { border-collapse: collapse; } table + table { margin-top: 1rem; } .scroll { overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
/* A Markdown table has a head even where it has nothing to say. */
thead:not(:has(th:not(:empty))) { display: none; }
code, pre { font: 13px/1.45 ui-monospace, monospace; } td code { white-space: nowrap; }
pre { background: var(--soft); padding: .8rem; border-radius: 6px; overflow-x: auto; }
.facts { opacity: .7; margin-top: -.6rem; } .error { color: var(--bad); }
.summary { overflow-x: auto; }
ul.scroll { white-space: nowrap; padding-left: 1.2rem; } ul.scroll li { margin-bottom: .6rem; }
.bars { list-style: none; padding: 0; } .bars li { display: grid; grid-template-columns: 24rem 1fr 5rem; gap: 1rem; }
.bars b { font-weight: 500; } .bars em { text-align: right; opacity: .7; } .bars span { position: relative; }
.bars i { position: absolute; top: .35rem; height: .8rem; border-radius: 3px; background: var(--bad); }
.bars i.success { background: var(--good); }
p, h3, .summary li { overflow-wrap: anywhere; }
@media (max-width: 50rem) { .bars li { grid-template-columns: 1fr 5rem; } .bars span { display: none; } }
.badge { font-size: .7rem; padding: .1rem .5rem; border-radius: 1rem; color: #fff; vertical-align: middle; }
.badge { background: #57606a; } .badge.success { background: var(--good); } .badge.failure, .badge.cancelled { background: var(--bad); }
`;
