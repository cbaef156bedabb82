extension ExplorerState {
  var commandLine: String { "" }
}
