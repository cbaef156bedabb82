import Landscape

extension ExplorerState {
  var exportPicker: Picker {
    Picker(
      .export,
      items: Export.Kind.allCases.map {
        Picker.Item(name: $0.rawValue, detail: $0.meaning)
      })
  }

  func exportPrompt(_ kind: Export.Kind) -> Prompt {
    let name = scene.surface.id.isEmpty ? "formula" : scene.surface.id
    return Prompt(
      .file(kind), label: "write the \(kind.rawValue) to", text: "\(name).\(kind.fileExtension)")
  }

  /// Asks the program around to write what the prompt says, once its name was given.
  func export(_ kind: Export.Kind, _ prompt: Prompt) -> Effect {
    .export(Export(kind, path: prompt.text, replacesFile: prompt.isConfirmed))
  }

  /// Takes the word that an export is written, or that a recording has begun.
  public mutating func reportDone(_ export: Export) {
    panel = nil
    if export.kind == .recording { isRecording = true }
    notice =
      export.kind == .recording ? "recording; e ends it" : "written to \(export.path.escaped)"
  }

  /// Takes the word that an export could not be written.
  public mutating func report(_ refusal: Export.Refusal, of export: Export) {
    switch refusal {
    case .fileExists:
      // The prompt is still open: the next Enter on the same name is the answer.
      askAgain("\(export.path.escaped) exists: Enter replaces it, another name keeps it") {
        $0.isConfirmed = true
      }
    case .failed(let reason):
      askAgain(reason) { _ in }
    }
  }

  private mutating func askAgain(_ message: String, _ change: (inout Prompt) -> Void) {
    guard case .prompt(var prompt)? = panel else {
      notice = message
      return
    }
    prompt.fault = (message, 0..<prompt.characters.count)
    change(&prompt)
    panel = .prompt(prompt)
  }

  /// Says that the recording has ended.
  public mutating func reportRecording(writtenTo path: String, fault: String?) {
    isRecording = false
    notice = fault ?? "the recording is in \(path.escaped)"
  }
}
