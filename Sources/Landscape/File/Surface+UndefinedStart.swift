import Calculus

extension Surface {
  /// The error that says where a file states its start, for a start whose loss is not finite.
  ///
  /// Reading such a file is no error: parameters or another start, given from outside, may mend it.
  /// - Parameters:
  ///   - yaml: the bytes of the file.
  ///   - file: its name, with which the error begins.
  ///   - start: as the file has it.
  ///   - loss: what the formula gives there.
  public static func undefinedStart(
    inYAML yaml: some Collection<UInt8>, file: String, start: Point, loss: Double
  ) -> SurfaceFileError {
    let reason = SurfaceFileError.Reason.undefinedStart(start, loss: loss)
    do throws(SurfaceFileError) {
      let document = try YAMLDocument(bytes: yaml, file: file, kind: .surface)
      let reader = SurfaceFileReader(document: document, optimizers: nil, data: noData)
      let entries = try reader.entries(of: reader.root(), key: nil, known: nil)
      if let entry = entries.first(where: { $0.key == "start" }) {
        return document.error(reason, at: entry.value.position)
      }
    } catch {
      // It was saved anew since it was read.
    }
    return SurfaceFileError(file: file, place: nil, reason: reason)
  }
}
