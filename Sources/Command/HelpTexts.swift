import Curriculum
import Text

extension Gradus {
  /// The text of `gradus` alone: what it is, and where to start for learners, debuggers and
  /// teachers.
  static var greeting: String {
    """
    Gradus shows deep learning's update equations step by step, with every number.

      Learn:  gradus step adam                       Walk through Adam line by line.
      Debug:  python mine.py | gradus diagnose adam  Name your program's mistake.
      Teach:  gradus worksheet adam                  Make a worksheet for a class.

    'gradus lessons' lists the lessons, 'gradus help' the commands.

    """
  }

  /// Adds the text of `gradus help`.
  static func writeOverview(in text: inout WrappedText) {
    text.words("Gradus: deep-learning update equations, one step at a time.")
    text.line()
    text.line("Usage: gradus COMMAND …")
    text.line()
    text.line(StyledLine("Commands", .strong))
    let rows =
      Subcommand.all.map { [$0.name, $0.summary] } + [
        ["help [COMMAND]", "Show the help of a command, or of 'case' files."],
        ["--version", "Show the version."],
      ]
    text.rows(rows.map { $0.map { StyledLine($0) } }, indent: 2)
    text.line()
    text.words("Lessons: \(Curriculum.lessons.map(\.id).joined(separator: ", ")).", indent: 2)
    text.words(
      "Exit: 0 fine, 1 something differs, 64 wrong usage, 65 unreadable input, 66 no such file, "
        + "73 cannot create a file, 74 cannot read or write on, 130 stopped by Ctrl-C.", indent: 2)
  }

  /// Adds the text of `gradus help case`.
  static func writeCaseHelp(in text: inout WrappedText) {
    text.paragraphs(
      """
      A case is a JSON file: the constants, the start values, and what each step brings.

        { "lesson": "adam", "name": "mine", "title": "one small step",
          "hyperparameters": { "alpha": 0.01, "beta1": 0.9, "beta2": 0.999,
                               "epsilon": 1e-8 },
          "start": { "W1": [[1, -2], [3, 4]], "b1": [[0], [0]],
                     "v_dW1": [[0, 0], [0, 0]] },
          "steps": [ { "dW1": [[0.1, -0.2], [0.3, 0]], "db1": [[1], [2]] } ] }

      """)
    text.rows(
      [
        [
          "hyperparameters",
          "what is left out keeps its default ('gradus lessons adam' lists them)",
        ],
        [
          "start",
          "every parameter (W1, b1, W2 …); states (v_dW1, s_db1) start at 0 if left out",
        ],
        [
          "steps",
          "the gradient of every parameter (dW1, db1 …); \"t\" counts from 1 if left out; "
            + "\"repeat\": 100 takes a step that many times",
        ],
      ].map { $0.map { StyledLine($0) } })
    text.line()
    text.paragraphs(
      """
      A matrix is a list of rows; a list of numbers is one row, a bare number a 1×1 matrix. EWMA and
      bias correction take { "theta": 40 } in each step, decay takes { "epoch": 1 }; the network's
      lessons take { "X": …, "Y": … } in each step, mini-batches { "X": …, "Y": …, "p": … }.

      With "seed": 1 before them, values may be drawn as NumPy does, in the order of the file:
        "W1": { "randn": [2, 3] }    np.random.randn(2, 3) after np.random.seed(1)
        "X":  { "rand": [2, 3] }     np.random.rand(2, 3)
        "W1": { "he": [5, 2] }       np.random.randn(5, 2) * np.sqrt(2 / 2):
                                     5 units, 2 inputs
        "p":  { "permutation": 10 }  np.random.permutation(10), as one row
        "b1": { "zeros": [5, 1] }    np.zeros((5, 1))
      A "seed" inside the braces seeds just before: { "permutation": 10, "seed": 11 }.

      Use it with --case mine.json, or --case - for standard input.
      """)
  }
}
