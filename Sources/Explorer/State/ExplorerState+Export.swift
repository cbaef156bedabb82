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
    // The picture of the screen has the plain name.
    let suffix = kind == .figure ? "-figure" : ""
    return Prompt(
      .file(kind), label: "write the \(kind.rawValue) to",
      text: "\(name)\(suffix).\(kind.fileExtension)")
  }

  /// Asks the caller to write the file that the prompt names.
  func export(_ kind: Export.Kind, _ prompt: Prompt) -> Effect {
    .export(Export(kind, path: prompt.text, replacesFile: prompt.isConfirmed))
  }

  /// Called after an export was written or a recording started.
  public mutating func reportDone(_ export: Export) {
    panel = nil
    if export.kind == .recording { dialogue.isRecording = true }
    notice =
      export.kind == .recording ? "recording; e ends it" : "written to \(export.path.escaped)"
  }

  /// Called after an export could not be written.
  public mutating func report(_ refusal: Export.Refusal, of export: Export) {
    switch refusal {
    case .fileExists:
      // The prompt is still open: the next Enter on the same name is the answer.
      dialogue.askAgain(
        "\(export.path.escaped) exists: Enter replaces it, another name keeps it",
        isConfirmed: true)
    case .failed(let reason):
      dialogue.askAgain(reason, isConfirmed: false)
    }
  }

  /// Called after the recording ended.
  public mutating func reportRecording(writtenTo path: String, fault: String?) {
    dialogue.isRecording = false
    notice = fault ?? "the recording is in \(path.escaped)"
  }
}
