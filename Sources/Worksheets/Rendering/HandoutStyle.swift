/// Light and dark on screens, black on white in print.
let handoutStyle = """
  body { background: #fff; color: #111; font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 50rem; padding: 1rem; }
  .name { margin: 1.5rem 0; }
  .rule { border-bottom: 1px solid; display: inline-block; min-width: 16rem; }
  .rule.short { min-width: 8rem; }
  .formula { margin: 0.25rem 0; overflow-x: auto; overflow-y: hidden; padding: 0.25rem 0.1rem; }
  mtd { padding: 0.15em 0.4em; }
  .derivation > mtr > mtd { text-align: left; }
  table { border-collapse: collapse; margin: 1rem 0; }
  caption { font-weight: 600; padding: 0.25rem 0; text-align: left; white-space: nowrap; }
  th, td { border: 1px solid #888; padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; }
  .answers .blank { border: 2px solid; min-width: 10rem; height: 1.8rem; }
  .points { font-weight: normal; }
  @media screen and (prefers-color-scheme: dark) {
    body { background: #161616; color: #eee; }
  }
  @media print {
    body { background: #fff; color: #000; font-size: 11pt; max-width: none; padding: 0; }
    h2, h3 { break-after: avoid; }
    .question, tr, .formula { break-inside: avoid; }
    .formula { overflow: visible; }
  }
  """
