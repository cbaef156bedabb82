import Calculus

extension Surface {
  /// The error that says where a file states its start, for a start where no run can begin.
  ///
  /// Reading such a file is no error: parameters or another start, given from outside, may mend it.
  /// - Parameters:
  ///   - yaml: the bytes of the file.
  ///   - file: its name, with which the error begins.
  ///   - fault: what is wrong with the start.
  public static func undefinedStart(
    inYAML yaml: some Collection<UInt8>, file: String, fault: SurfaceValueError
  ) -> SurfaceFileError {
    let reason = SurfaceFileError.Reason.undefinedStart(fault)
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
