/// Something that reads elements from one form of writing them.
protocol ElementReader {
    /// What was read so far, also when a problem ended the reading.
    var elements: [Element] { get }

    mutating func readAll() throws(Problem)
}
