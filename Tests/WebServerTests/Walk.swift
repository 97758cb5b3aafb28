import Testing

/// One request of a walk and what must come of it.
struct Leg: Sendable {
    let method: String
    let path: String
    var body: String
    /// As `APIAnswer.verdict`.
    var verdict = ""
    /// Values of the answer by path.
    var values: [(path: String, value: String)] = []

    /// Reads legs as tests write them: method, path and body; then after an arrow the verdict; then, set in, values.
    /// ```
    /// POST receipts {"do": true, "lines": [{"product": "L", "quantity": 5}]}
    /// → 422 number_required
    ///   errors/0/pointer: /lines/0/numbers
    /// ```
    static func all(in text: String) -> [Leg] {
        var legs: [Leg] = []
        var isRequest = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("→") {
                legs[legs.count - 1].verdict = String(line.dropFirst(2))
                isRequest = false
            } else if !line.hasPrefix(" ") {
                let words = line.split(separator: " ", maxSplits: 2).map(String.init)
                legs.append(Leg(method: words[0], path: words[1], body: words.count > 2 ? words[2] : ""))
                isRequest = true
            } else if isRequest {
                legs[legs.count - 1].body += "\n" + line
            } else if let colon = line.firstRange(of: ": ") {
                let path = line[..<colon.lowerBound].drop { $0 == " " }
                legs[legs.count - 1].values.append((String(path), String(line[colon.upperBound...])))
            }
        }
        return legs
    }
}

extension APIClient {
    /// Sends the requests one after the other; each must answer as its leg says.
    func walk(_ text: String) throws {
        for leg in Leg.all(in: text) {
            let answer = try send(leg.method, leg.path, leg.body)
            #expect(answer.verdict == leg.verdict, "\(leg.method) \(leg.path) \(leg.body): \(answer.text)")
            for (path, value) in leg.values {
                #expect(answer[path] == value, "\(path) of \(leg.method) \(leg.path): \(answer.text)")
            }
        }
    }
}
