export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #eef1f0; --case: #fbfcfb; --line: #d5dcda; --ink: #1c2524; --quiet: #566462;
  --wall: #e3ebe8; --theirs: #ffffff; --mine: #d3ebdf; --accent: #1f6b5c; --on-accent: #ffffff;
  --button: #f4f8f6; --danger: #9c2f2f; --lock: #24413f; --lock-ink: #eef6f3; --card: #ffffff1f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131817; --case: #1c2322; --line: #34403e; --ink: #e4ebe9; --quiet: #9fb0ac;
    --wall: #161d1c; --theirs: #273130; --mine: #1f4a3f; --accent: #6cc5ae; --on-accent: #0d1f1b;
    --button: #222c2a; --danger: #f09a90; --lock: #0f1e1d; --lock-ink: #e2efeb; --card: #ffffff17;
  }
}
* { box-sizing: border-box; }
html { font: 15px/1.4 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
body { margin: 0; min-height: 100dvh; background: var(--ground); color: var(--ink); display: flex; flex-direction: column; }
h1 { font-size: 1.15rem; margin: 0; font-weight: 650; }
h2 { font-size: .95rem; margin: 0; font-weight: 650; }
p { margin: 0; }
button, input, select, summary { font: inherit; color: inherit; }
button, summary, select, input[type=checkbox] { cursor: pointer; }
button { border: 1px solid var(--line); border-radius: 10px; background: var(--button); padding: .4rem .7rem; min-height: 2.2rem; }
button:hover { border-color: var(--accent); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
button.danger { color: var(--danger); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[hidden] { display: none !important; }
.quiet { color: var(--quiet); font-size: .85rem; }
.top { display: flex; gap: 1rem; justify-content: space-between; align-items: flex-start; padding: .8rem 1rem .5rem; }
.top p.lost { color: var(--danger); font-weight: 600; }

.faults { position: relative; }
.faults > summary { list-style: none; border: 1px solid var(--line); border-radius: 10px; background: var(--case); padding: .45rem .8rem; white-space: nowrap; }
.faults > summary::-webkit-details-marker, .menu > summary::-webkit-details-marker { display: none; }
.faults > summary::after { content: ' ▾'; color: var(--quiet); }
.count { margin-left: .4rem; background: var(--danger); color: var(--case); border-radius: 99px; padding: 0 .45rem; font-size: .8rem; font-weight: 650; }
.panel { position: absolute; right: 0; top: calc(100% + .4rem); z-index: 5; width: min(25rem, calc(100vw - 2rem)); background: var(--case); border: 1px solid var(--line); border-radius: 14px; padding: 1rem; display: grid; gap: .9rem; box-shadow: 0 12px 40px #0003; }
.panel form { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem .8rem; }
.panel form button { grid-column: 1 / -1; }
.panel label { display: grid; gap: .2rem; font-size: .85rem; }
.panel select, .panel input[type=number] { width: 100%; min-height: 2.2rem; border: 1px solid var(--line); border-radius: 8px; background: var(--button); padding: .3rem .5rem; }
.switches { display: grid; gap: .5rem; border-top: 1px solid var(--line); padding-top: .8rem; }
.switches label { display: flex; gap: .5rem; align-items: flex-start; }
.switches input { accent-color: var(--accent); width: 1.1rem; height: 1.1rem; flex: none; margin: .1rem 0 0; }
.fault-list { margin: 0; padding: 0; list-style: none; display: grid; gap: .25rem; font-size: .85rem; }
.fault-list:empty { display: none; }
.fault-list li { background: var(--wall); border-radius: 8px; padding: .3rem .6rem; }
.row { display: flex; gap: .5rem; flex-wrap: wrap; justify-content: space-between; }

.tabs { display: none; gap: .4rem; overflow-x: auto; padding: .2rem 1rem .5rem; }
.tabs a { flex: none; color: inherit; text-decoration: none; background: var(--case); border: 1px solid var(--line); border-radius: 99px; padding: .35rem .8rem; font-size: .88rem; }
.phones { flex: 1; display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: .75rem; padding: .3rem 1rem 1rem; align-content: start; max-width: 1700px; width: 100%; margin: 0 auto; }

.owner { display: flex; justify-content: space-between; align-items: center; padding: 0 .3rem .3rem; gap: .5rem; min-height: 2.2rem; }
.owner .quiet { font-weight: 400; margin-left: .3rem; }
.owner button { padding: .15rem .6rem; min-height: 1.9rem; font-size: .85rem; background: var(--case); }
.case { height: clamp(26rem, calc(100dvh - 9.5rem), 46rem); border: 1px solid var(--line); border-radius: 26px; background: var(--case); display: flex; flex-direction: column; overflow: hidden; position: relative; box-shadow: 0 2px 10px #0000000f; }
.bar { display: flex; align-items: center; gap: .6rem; padding: .7rem .6rem .6rem .9rem; border-bottom: 1px solid var(--line); }
.avatar { width: 2.2rem; height: 2.2rem; border-radius: 50%; background: var(--accent); color: var(--on-accent); display: grid; place-items: center; font-weight: 650; flex: none; }
.bar .who { flex: 1; min-width: 0; }
.bar .who > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.menu { position: relative; }
.menu > summary { list-style: none; width: 2.2rem; height: 2.2rem; display: grid; place-items: center; border-radius: 50%; font-size: 1.35rem; line-height: 1; color: var(--quiet); user-select: none; }
.menu > summary:hover { background: var(--wall); }
.items { position: absolute; z-index: 3; min-width: 11rem; background: var(--case); border: 1px solid var(--line); border-radius: 12px; padding: .3rem; display: grid; box-shadow: 0 8px 30px #0003; }
.bar .items { right: 0; top: 100%; }
.composer .items { left: 0; bottom: 100%; margin-bottom: .3rem; }
.items .commands { display: grid; }
.items button { border: 0; background: none; text-align: left; }
.items button:hover { background: var(--wall); }

.log { flex: 1; overflow-y: auto; background: var(--wall); margin: 0; padding: .8rem .6rem; list-style: none; display: flex; flex-direction: column; gap: .5rem; overscroll-behavior: contain; }
.log > :first-child { margin-top: auto; }
.log .about { align-self: center; text-align: center; background: var(--case); border-radius: 14px; padding: .7rem .9rem; font-size: .88rem; max-width: 92%; white-space: pre-wrap; }
.message { max-width: 92%; align-self: flex-start; display: grid; gap: .3rem; min-width: 45%; }
.message.phone { align-self: flex-end; min-width: 0; }
.bubble { background: var(--theirs); border-radius: 14px 14px 14px 4px; padding: .45rem .7rem .3rem; box-shadow: 0 1px 1px #00000012; }
.phone .bubble { background: var(--mine); border-radius: 14px 14px 4px 14px; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.attachment { font-style: italic; }
.meta { display: flex; gap: .5rem; justify-content: flex-end; font-size: .75rem; color: var(--quiet); }
.keys { display: grid; gap: .3rem; }
.keys > div { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: .3rem; }
.keys button { border-radius: 9px; background: var(--case); color: var(--accent); font-weight: 550; padding: .35rem .4rem; overflow-wrap: anywhere; line-height: 1.25; }

.composer { display: flex; gap: .3rem; align-items: center; padding: .5rem .5rem .7rem; border-top: 1px solid var(--line); }
.composer input { flex: 1; min-width: 0; min-height: 2.3rem; border: 1px solid var(--line); border-radius: 99px; background: var(--button); padding: .3rem .9rem; }
.composer .send { border-radius: 50%; width: 2.3rem; height: 2.3rem; padding: 0; flex: none; }
.wide { margin: .5rem .6rem .7rem; }
.pop-up { position: absolute; left: .8rem; right: .8rem; top: 4.4rem; z-index: 2; background: var(--ink); color: var(--case); border-radius: 12px; padding: .6rem .8rem; display: flex; gap: .6rem; align-items: center; justify-content: space-between; font-size: .9rem; }
.pop-up button { color: var(--ink); }

.locked { position: absolute; inset: 0; z-index: 4; background: var(--lock); color: var(--lock-ink); display: flex; flex-direction: column; padding: 2rem .8rem 1rem; gap: .8rem; }
.clock { text-align: center; font-size: 2.6rem; font-weight: 300; line-height: 1.1; font-variant-numeric: tabular-nums; }
.locked .hint { text-align: center; font-size: .85rem; opacity: .8; }
.notices { flex: 1; overflow-y: auto; margin: 0; padding: 0; list-style: none; display: grid; gap: .5rem; align-content: start; }
.notices li { background: var(--card); border-radius: 14px; padding: .55rem .75rem; overflow-wrap: anywhere; }
.notices .from { display: flex; justify-content: space-between; gap: .5rem; font-weight: 650; font-size: .88rem; }
.notices .from span { font-weight: 400; opacity: .8; }
.notices .preview { white-space: pre-wrap; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; }
.locked button { align-self: center; background: var(--card); border-color: #ffffff40; color: inherit; }

@media (max-width: 760px) {
  .top { flex-wrap: wrap; gap: .5rem; }
  .faults { position: static; }
  .panel { left: 1rem; right: 1rem; top: 6.4rem; width: auto; }
  .top { position: relative; }
  .tabs { display: flex; }
  .phones { display: flex; overflow-x: auto; scroll-snap-type: x mandatory; gap: .75rem; }
  .device { flex: 0 0 min(100%, 25rem); scroll-snap-align: center; }
  .case { height: calc(100dvh - 13.4rem); min-height: 24rem; }
  .message { max-width: 88%; }
}
@media (max-width: 360px) { .top h1 { font-size: 1.05rem; } }
@media (prefers-reduced-motion: no-preference) { .phones { scroll-behavior: smooth; } }
`;
