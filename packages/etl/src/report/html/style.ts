/** The page's only stylesheet: light, dark, phone and paper. Colour never says what nothing else says. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfbf9; --card: #ffffff; --ink: #1d2430; --soft: #5a6472; --line: #dfe2e6; --faint: #eef0f2;
  --link: #1f5fae; --bar: #6d92bd; --unusual: #b4530a; --error: #b3261e; --warning: #a25a00; --info: #5a6b80;
  --good: #1b7245; --hold: #8a5a00; --bad: #b3261e;
  --published: #4c8a68; --merged: #7fa8d6; --quarantined: #c2571b; --structural: #b9bfc7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161c; --card: #1a2028; --ink: #e6e9ee; --soft: #a3adba; --line: #323b47; --faint: #262e38;
    --link: #86b8f5; --bar: #5d86b6; --unusual: #f0913f; --error: #ff8a80; --warning: #f2b457; --info: #9fb0c4;
    --good: #6fce9b; --hold: #f2b457; --bad: #ff8a80;
    --published: #56a37a; --merged: #6f9ccf; --quarantined: #e58245; --structural: #566170;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 76rem; padding: 0 clamp(.9rem, 3vw, 2rem) 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", "DejaVu Sans", sans-serif;
}
[lang=ko] { word-break: keep-all; }
body:has(#lang-en:checked) [lang=ko], body:has(#lang-ko:checked) [lang=en] { display: none; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; margin: 0; }
h1 { font-size: 1.05rem; letter-spacing: .01em; }
section > h2 { font-size: 1.4rem; margin: 3.2rem 0 .6rem; padding-top: .8rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
p { margin: .4rem 0 .8rem; max-width: 46rem; }
small { color: var(--soft); font-size: .8rem; font-weight: normal; }
th small { display: block; max-width: 24rem; }
ul { margin: 0; padding-left: 1.1rem; }
code { font: .8em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.top { display: flex; gap: 1rem; align-items: center; justify-content: space-between; padding: 1rem 0 .4rem; }
.languages { border: 0; margin: 0; padding: 0; display: flex; gap: .2rem; }
.languages legend, .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.languages label { padding: .3rem .7rem; border: 1px solid transparent; border-radius: 6px; cursor: pointer; }
input[type=radio] { min-height: 0; } .languages input { accent-color: var(--link); margin: 0 .3rem 0 0; }
.languages label:has(:checked) { border-color: var(--line); background: var(--card); font-weight: 600; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: .4rem 0 1rem; font-size: .9rem; }
.headline { background: var(--card); border: 1px solid var(--line); border-top: 5px solid var(--tone); border-radius: 10px; padding: 1.1rem clamp(1rem, 3vw, 1.8rem) 1.4rem; }
.headline.pass { --tone: var(--good); } .headline.hold { --tone: var(--hold); } .headline.fail { --tone: var(--bad); }
.headline h2 { font-size: .82rem; color: var(--soft); font-weight: 600; margin-bottom: .3rem; }
.eyebrow { color: var(--soft); margin: 0 0 .9rem; font-size: .92rem; max-width: none; overflow-wrap: anywhere; }
.eyebrow strong { color: var(--ink); }
.verdict { display: flex; gap: 1rem; align-items: flex-start; }
.sign { flex: none; display: grid; place-items: center; width: 2.6rem; height: 2.6rem; border-radius: 50%; border: 2px solid var(--tone); color: var(--tone); font-size: 1.3rem; font-weight: 700; }
.answer { font-size: clamp(1.15rem, 2.4vw, 1.45rem); line-height: 1.35; margin: 0; max-width: 54rem; text-wrap: pretty; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: .4rem 2.4rem; align-items: start; }
.pair > * { min-width: 0; }
.headline .pair { margin-top: 1.3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
.headline li { margin: .25rem 0; }
@media (min-width: 60rem) { .headline .telling { grid-template-columns: 3fr 2fr; } }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .8rem; margin: .8rem 0 0; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; }
.tile dt { color: var(--soft); font-size: .82rem; font-weight: 600; }
.tile dd { margin: 0; } .tile .figure { font-size: 1.75rem; line-height: 1.25; font-variant-numeric: tabular-nums; font-weight: 650; }
.tile .figure a { color: inherit; } .tile .note { color: var(--soft); font-size: .8rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); }
thead td { border-bottom: 1px solid var(--soft); }
thead th { color: var(--soft); font-weight: 600; font-size: .8rem; border-bottom: 1px solid var(--soft); vertical-align: bottom; }
tbody th { font-weight: 600; }
tr.total > * { font-weight: 700; border-bottom: 1px solid var(--soft); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.wide { width: 22%; min-width: 7rem; }
td.note { min-width: 18rem; }
td.mono { font: .82rem ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: nowrap; }
.share { display: block; width: 100%; height: 10px; margin: .38rem 0 .2rem; border-radius: 3px; overflow: hidden; }
.share .rest { fill: var(--faint); } .share .kept { fill: var(--bar); }
.share .published { fill: var(--published); } .share .merged { fill: var(--merged); } .share .quarantined { fill: var(--quarantined); } .share .structural { fill: var(--structural); }
.share .error { fill: var(--error); } .share .warning { fill: var(--warning); } .share .info { fill: var(--structural); }
.legend { font-size: .82rem; color: var(--soft); } .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .35em 0 .8em; } .key:first-child { margin-left: 0; }
.key.published { background: var(--published); } .key.merged { background: var(--merged); } .key.quarantined { background: var(--quarantined); } .key.structural { background: var(--structural); }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; }
.outcome { font-weight: 600; white-space: nowrap; } .outcome.pass { color: var(--good); } .outcome.hold { color: var(--hold); } .outcome.fail { color: var(--bad); }
.causes, .cells, .names { list-style: none; padding: 0; } .cells li { display: inline; } .cells li + li::before { content: " · "; color: var(--soft); }
.cells b { font-weight: 600; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1rem; }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; break-inside: avoid; }
figure h3 { margin: 0; } figcaption { margin-bottom: .5rem; }
.chart { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { font: 10.5px system-ui, sans-serif; fill: var(--soft); text-anchor: middle; } .chart .sign-out { font-size: 12px; } .chart .count { fill: var(--ink); font-weight: 600; }
.chart .axis { stroke: var(--soft); stroke-width: 1; fill: none; } .chart .plausible { stroke: var(--good); stroke-width: 3; } .chart .bound { stroke: var(--good); stroke-dasharray: 2 3; }
.bar { fill: var(--bar); } .bar.unusual { fill: url(#hatch); stroke: var(--unusual); stroke-width: .8; } #hatch path { stroke: var(--unusual); stroke-width: 2; } #hatch rect { fill: var(--unusual); fill-opacity: .4; }
.chart [data-view] { cursor: pointer; } .chart [data-view]:hover .bar { stroke: var(--ink); stroke-width: 1.5; }
.stats { font-size: .82rem; color: var(--soft); margin: .35rem 0 0; }
details { margin: 1rem 0; } summary { cursor: pointer; font-weight: 600; padding: .3rem 0; } details > .charts { margin-top: .6rem; }
.tools { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; padding: .7rem 0 .9rem; }
.tools label { display: grid; gap: .15rem; font-size: .78rem; color: var(--soft); }
input, select, button { font: inherit; font-size: .88rem; color: var(--ink); background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: .35rem .6rem; min-height: 2.2rem; max-width: 100%; }
select { max-width: 15rem; } button { cursor: pointer; } button:disabled { opacity: .45; cursor: default; }
.pages { display: flex; gap: 1rem; align-items: center; padding: .8rem 0; } .pages .count { margin: 0; font-size: .88rem; color: var(--soft); }
.severity { white-space: nowrap; font-weight: 600; } .severity::before { display: inline-block; width: 1.3em; }
.s0 { color: var(--error); } .s0::before { content: "✕"; } .s1 { color: var(--warning); } .s1::before { content: "▲"; } .s2 { color: var(--info); } .s2::before { content: "○"; }
.rows .ticker { font-weight: 600; white-space: nowrap; } .rows .why, .rows .expected { min-width: 12rem; max-width: 28rem; overflow-wrap: anywhere; font-size: .85rem; }
.rows td { font-size: .88rem; padding-right: .6rem; } .rows .status { white-space: nowrap; font-weight: 600; }
.rows .from { color: var(--soft); } .rows .to { font-weight: 650; } .rows td { overflow-wrap: break-word; }
.desk-bar { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .6rem 1.4rem; align-items: end; justify-content: space-between; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .7rem 1rem; margin: .8rem 0 0; }
.desk-state { flex: 1 1 15rem; } .desk-state .state { margin: 0 0 .35rem; font-weight: 600; } progress { width: 100%; height: .55rem; accent-color: var(--good); }
.desk-save { display: flex; flex-wrap: wrap; gap: .6rem .8rem; align-items: end; } .desk-save label { display: grid; gap: .15rem; font-size: .78rem; color: var(--soft); }
button.main { background: var(--link); border-color: var(--link); color: var(--paper); font-weight: 600; }
.hint { font-size: .82rem; color: var(--soft); max-width: none; }
.desk-cards { list-style: none; padding: 0; margin: 0; } .desk-cards .group { display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: center; margin: 1.3rem 0 .6rem; } .desk-cards .group h3 { margin: 0 auto 0 0; }
.card { display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr) max-content; gap: .3rem 1.4rem; background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 10px; padding: .8rem 1rem; margin: 0 0 .6rem; scroll-margin-top: 7rem; scroll-margin-bottom: 2rem; }
.card:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; } .card.accept { border-left-color: var(--good); } .card.refuse { border-left-color: var(--bad); }
.card .who { grid-row: span 2; overflow-wrap: anywhere; } .card .who small { display: block; margin-top: .2rem; }
.card .change { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; } .card .change ul { list-style: none; padding: 0; } .card .what { display: block; color: var(--soft); font-size: .85rem; }
.card .values { font-size: 1.15rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; } .card .old { color: var(--soft); text-decoration: line-through; } .card .sure { font-size: .88rem; font-weight: 600; }
.card .evidence { grid-column: 2; list-style: none; padding: 0; font-size: .88rem; } .card .evidence li { display: grid; grid-template-columns: 5.8rem 1fr; gap: .5rem; } .card .odds { text-align: right; color: var(--good); font-variant-numeric: tabular-nums; white-space: nowrap; } .card .against .odds { color: var(--bad); }
.card .others { grid-column: 2; margin: .2rem 0 0; font-size: .85rem; color: var(--soft); max-width: none; }
.card .act { grid-column: 3; grid-row: 1 / span 3; display: grid; grid-template-columns: 5.6rem 5.6rem; gap: .5rem; align-content: start; } .card .act small { grid-column: 1 / -1; max-width: 11.7rem; overflow-wrap: anywhere; }
.act .accept[aria-pressed=true] { background: var(--good); border-color: var(--good); color: var(--paper); font-weight: 600; } .act .refuse[aria-pressed=true] { background: var(--bad); border-color: var(--bad); color: var(--paper); font-weight: 600; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.4rem; font-size: .9rem; } .facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
@media screen and (min-width: 48rem) { .rows { overflow-x: auto; } }
@media screen and (max-width: 47.99rem) {
  section > h2 { margin-top: 2.4rem; }
  .tiles { grid-template-columns: 1fr 1fr; } .tile .figure { font-size: 1.45rem; }
  .desk-bar { position: static; } .desk-save, .desk-save label { width: 100%; } .desk-save button { flex: 1; }
  .card { grid-template-columns: minmax(0, 1fr); } .card .who, .card .evidence, .card .others, .card .act { grid-column: 1; grid-row: auto; } .card .act { grid-template-columns: 1fr 1fr; } .card .act small { max-width: none; } .card .evidence li { grid-template-columns: 5.6rem 1fr; }
  .cards thead { display: none; }
  .cards, .cards tbody, .cards tr, .cards td { display: block; width: auto; }
  .cards tr { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .5rem .8rem; margin: 0 0 .6rem; }
  .cards td { display: grid; grid-template-columns: 6.5rem 1fr; gap: .8rem; border: 0; padding: .12rem 0; text-align: left; white-space: normal; min-width: 0; max-width: none; }
  .cards td::before { content: attr(data-en); color: var(--soft); font: 400 .8rem/1.6 system-ui, sans-serif; width: auto; }
  body:has(#lang-ko:checked) .cards td::before { content: attr(data-ko); }
  .cards td:has(bdi:empty) { display: none; }
  .tools { display: grid; grid-template-columns: 1fr 1fr; } .tools label:first-child { grid-column: 1 / -1; } .tools select, .tools input { width: 100%; max-width: none; } .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .6rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --faint: #eee; --link: #000; --bar: #7f97b3; --unusual: #8a3d00; --error: #8c0f08; --warning: #704000; --info: #444; --good: #0c5a30; --hold: #704000; --bad: #8c0f08; --published: #4c8a68; --merged: #9dbfe4; --quarantined: #c2571b; --structural: #bbb; }
  html { font-size: 11.5px; } body { max-width: none; padding: 0; } nav, .languages, .tools, .pages button, #companies, #review { display: none; }
  .scroll, .rows { overflow: visible; } a { text-decoration: none; } tr, .tile, .headline { break-inside: avoid; } h2, h3 { break-after: avoid; } thead { display: table-header-group; }
  .charts { grid-template-columns: 1fr 1fr; } section > h2 { margin-top: 1.4rem; } .rows .why, .rows .expected, td.note { min-width: 0; } .rows td, .rows th, .rows .why, .rows .expected { padding-right: .35rem; font-size: .72rem; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
