import Canvas
import TestSupport
import Testing

@testable import Explorer

/// The picture and its targets agree.
struct TargetTests {
  /// Views, panes and lists, as keys open them.
  private static let screens = [
    "", "v", "V", "p", "w", "a", "i", "t", "Va", "vp", "1vw", "s", "o", "?", "e", "f", "1r", "y",
    "x2", "?rate",
  ]

  @Test(.slow, arguments: [(40, 12), (63, 18), (64, 18), (80, 24), (120, 40)])
  func targetsMatchThePicture(_ width: Int, _ height: Int) throws {
    for keys in TargetTests.screens {
      // With dots there is one start per cell, so that the basins are fast.
      var session = Session(
        try .paused(size: Size(width: width, height: height), step: 20, glyphs: .braille))
      try session.type(keys)
      var slices = 0
      session.state.work {
        slices += 1
        return slices <= 2
      }
      session.draw()
      expectOrder(session, keys)
      try expectTruth(session, keys)
    }
  }

  /// All targets are inside the frame, and if two overlap, the later one is part of the earlier
  /// one.
  private func expectOrder(_ session: Session, _ keys: String) {
    let areas = session.drawing.targets.all.map(\.area)
    for (index, area) in areas.enumerated() {
      #expect(area.lies(in: session.drawing.frame.bounds), "\(keys) \(area)")
      for earlier in areas[..<index] where area.overlaps(earlier) {
        #expect(area.lies(in: earlier), "\(keys) \(earlier) \(area)")
      }
    }
  }

  /// Each target agrees with the content of its cells.
  private func expectTruth(_ session: Session, _ keys: String) throws {
    let state = session.state
    var keysInFooter = 0
    for (area, target) in session.drawing.targets.all {
      let shown = String(
        String.UnicodeScalarView(area.columns.map { session.drawing.frame[$0, area.row].glyph }))
      switch target {
      case .action(let action):
        keysInFooter += 1
        #expect(state.says(shown, for: action), "\(keys): \(shown) does \(action)")
        for column in area.columns {
          #expect(session.meaning(column, area.row) == .perform(action))
        }
      case .item(let place):
        guard case .picker(let picker)? = state.panel else {
          Issue.record("there is no list after \(keys)")
          continue
        }
        #expect(shown.contains(picker.matches[place].name.prefix(20)), "\(keys): \(shown)")
        #expect(session.meaning(area.column, area.row) == .pressItem(place))
      case .run(let run):
        let sign = String(Marker.run(run).scalar(asciiOnly: false))
        #expect(shown.contains(sign), "\(keys): \(run) in \(shown)")
        #expect(session.meaning(area.column, area.row) == .selectRun(run))
      case .dial(let id):
        #expect(shown.contains(try state.dial(id).label.prefix(7)), "\(keys): \(shown)")
      case .moments(let timeline):
        let column = timeline.column(of: state.playback.position)
        #expect(session.drawing.frame[column, timeline.row].glyph == "┃", "\(keys)")
      case .map, .rates, .law, .dials, .turn, .slider, .panel, .besidePanel: break
      }
    }
    #expect(keysInFooter > 3 || state.panel != nil || state.notice != nil, "\(keys)")
  }

  @Test(.slow) func aKnobIsWhereAPressSetsItsValue() throws {
    var session = Session(try .tuning())
    let area = try session.area(of: .setDial(.parameter("kappa"), to: 0))
    for column in stride(from: area.column, to: area.column + area.width, by: 3) {
      session.click(column, area.row)
      #expect(session.drawing.frame[column, area.row].glyph == "┃")
    }
  }

  @Test func aWindowThatIsTooSmallHasNoTargets() throws {
    let session = Session(try .paused(size: Size(width: 30, height: 8)))
    #expect(session.drawing.targets.all.isEmpty && session.drawing.shown == Shown())
  }
}

extension ExplorerState {
  /// Whether a text of the footer means an action: the key that does it or, of keys that belong
  /// together, the words behind the last of them.
  fileprivate func says(_ text: String, for action: Action) -> Bool {
    keymap.rows.contains { row in
      let shown = row.summary == nil ? row.commands : Array(row.commands.prefix(1))
      let isKey = shown.contains {
        $0.action == action && text == row.summary ?? $0.sign(ascii: false)
      }
      return isKey || (shown.last?.action == action && text == hint(for: row))
    }
  }
}

extension Rectangle {
  fileprivate func lies(in other: Rectangle) -> Bool {
    columns.clamped(to: other.columns) == columns && rows.clamped(to: other.rows) == rows
  }

  fileprivate func overlaps(_ other: Rectangle) -> Bool {
    columns.overlaps(other.columns) && rows.overlaps(other.rows)
  }
}
