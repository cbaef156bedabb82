import Canvas
import Optimizers

extension Theme {
  func style(of verdict: Verdict) -> Style {
    switch verdict.tone {
    case .good: good
    case .neutral: text
    case .warning: warning
    case .bad: bad
    }
  }
}
