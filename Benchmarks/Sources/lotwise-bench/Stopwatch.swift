/// The seconds that `work` takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    return start.duration(to: .now).inSeconds
}

/// The seconds that `work` takes.
func awaitedSeconds(_ work: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await work()
    return start.duration(to: .now).inSeconds
}

extension Duration {
    var inSeconds: Double { self / .seconds(1) }
}

extension [Double] {
    /// The middle one; of an even number the upper of the two.
    var median: Double { sorted()[count / 2] }
}
