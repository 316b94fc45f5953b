import Tracing
import Worksheets

extension Handout {
  /// The message on standard error about a worksheet: which known mistakes its blanks show, and how
  /// to show more.
  var talk: String {
    var text = coverageNote + "\n"
    var isNowhere = false
    for hidden in worksheet.hiddenVariants() {
      switch hidden.place {
      case .ask(let name, let t):
        text += "  \(hidden.id) would show with --ask \(name), at t = \(t).\n"
      case .digits(let digits): text += "  \(hidden.id) would show with --digits \(digits).\n"
      case .nowhere:
        isNowhere = true
        text += "  \(hidden.id) shows nowhere in this case: it is invisible \(hidden.invisible)\n"
      }
    }
    if isNowhere {
      text +=
        "  'gradus coverage \(worksheet.lesson.id)' lists which case shows what; --seed N draws "
        + "numbers that tell more mistakes apart.\n"
    }
    return text
  }
}
