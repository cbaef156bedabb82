import Calculus

extension Verdict {
  /// What has become of a run at a step, judged from rows up to that step alone.
  ///
  /// In bounded time, whatever the step: it looks at some 700 rows, or 1,700 where it needs
  /// the lowest or highest loss so far. A step beyond the run's
  /// last row is judged as that row. It is steady from step to step: what is read off a stretch of
  /// the path is reconsidered every ten steps, and holds a while once it was so.
  public init(of run: Run, upTo step: Int, scales: SurfaceScales) {
    let last = max(0, min(step, run.step))
    let ends = EndsEvidence(run: run, path: run.trajectory, last: last, scales: scales)
    if step >= run.step, case .notFinite(let refused)? = run.end {
      self = ends.verdict(onRefused: refused)
      return
    }
    if ends.isDiverging {
      self = ends.divergence
      return
    }
    let motion = MotionEvidence(run: run, upTo: last, scales: scales)
    self =
      motion.rest ?? ends.departure ?? motion.goingNowhere ?? motion.crawling ?? motion.descending
  }
}
