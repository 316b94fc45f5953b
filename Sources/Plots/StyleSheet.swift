/// The colours of a picture, on white paper and on a dark screen.
///
/// It uses classes and not CSS variables, which some SVG converters do not know. The hues are those
/// of Okabe and Ito, darkened on white if they would be too pale for a thin line.
let styleSheet = """
  text{font-family:system-ui,sans-serif;font-size:12px;fill:#1a1a1a}
  .title{font-size:18px;font-weight:600}
  .subtitle{font-size:13px;fill:#4d4d4d}
  .note{font-size:14px;fill:#4d4d4d}
  .paper{fill:#fff}
  .grid{stroke:#e0e0e0;fill:none}
  .axis{stroke:#4d4d4d;fill:none}
  .leader{stroke:#8c8c8c;fill:none}
  .contour{stroke:#a6a6a6;fill:none}
  .level{font-size:10px;fill:#595959}
  .level,.name{stroke:#fff;stroke-width:3;stroke-linejoin:round;paint-order:stroke}
  .line{stroke:currentColor;stroke-width:2;fill:none;stroke-linejoin:round}
  .dense{stroke-width:1.2}
  .speck{stroke:currentColor;stroke-width:4;fill:none;stroke-linecap:round}
  .mark{fill:currentColor;stroke:#fff;stroke-width:.8}
  .open{fill:#fff;stroke:currentColor;stroke-width:1.6}
  .bar{fill:currentColor;opacity:.75}
  .gap{stroke:currentColor;stroke-width:1.6;fill:none}
  .c0{color:#0072b2}.c1{color:#d55e00}.c2{color:#008a64}.c3{color:#b8588e}
  .c4{color:#a87500}.c5{color:#2b8fc7}.c6{color:#000}.c7{color:#857900}
  .zeros{fill:#fdebd9}
  .ones{fill:url(#hatch)}
  .tint{fill:#dcebf7}
  .hatch{stroke:#86b4d9;fill:none}
  .border{stroke:#1a1a1a;stroke-width:2.2;fill:none;stroke-linejoin:round}
  .zero{fill:#fff;stroke:#b84d00;stroke-width:1.6}
  .one{fill:#00568a;stroke:#fff;stroke-width:.8}
  @media (prefers-color-scheme:dark){
  text{fill:#ececec}
  .subtitle,.note{fill:#bdbdbd}
  .paper{fill:#18181b}
  .grid{stroke:#38383d}
  .axis{stroke:#bdbdbd}
  .leader{stroke:#808080}
  .contour{stroke:#6b6b73}
  .level{fill:#b0b0b0}
  .level,.name{stroke:#18181b}
  .mark{stroke:#18181b}
  .open{fill:#18181b}
  .c0{color:#56b4e9}.c1{color:#ec7420}.c2{color:#10b98a}.c3{color:#dd8fb9}
  .c4{color:#e69f00}.c5{color:#4a8fe0}.c6{color:#fff}.c7{color:#f0e442}
  .zeros{fill:#3d2817}
  .tint{fill:#14293c}
  .hatch{stroke:#3f6d95}
  .border{stroke:#fff}
  .zero{fill:#18181b;stroke:#ff9a4d}
  .one{fill:#7cc8f5;stroke:#18181b}
  }
  """
