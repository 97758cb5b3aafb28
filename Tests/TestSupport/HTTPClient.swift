import Glibc

/// A small HTTP/1.1 client over one kept-alive blocking socket, for tests and measurements.
///
/// It blocks its thread, which must not be one of those that Swift's tasks share: use `onOwnThread`.
public final class HTTPClient {
    private let descriptor: Int32
    private var received: [UInt8] = []
    /// Where in `received` the next answer begins.
    private var position = 0

    /// - Parameter timeoutSeconds: how long one read or write may wait.
    public init(port: Int, timeoutSeconds: Int = 60) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw HTTPClientError("no socket: errno \(errno)") }
        var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        var immediately: Int32 = 1
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &immediately, socklen_t(MemoryLayout<Int32>.size))
        try connectToLoopback(port)
    }

    deinit {
        Glibc.close(descriptor)
    }

    private func connectToLoopback(_ port: Int) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result != 0 { throw HTTPClientError("cannot connect to port \(port): errno \(errno)") }
    }
}

// MARK: - Requests

extension HTTPClient {
    public func get(_ path: String, headers: [(String, String)] = []) throws -> HTTPAnswer {
        try send("GET", path, headers: headers)
    }

    /// Sends JSON.
    public func post(_ path: String, _ json: String, headers: [(String, String)] = []) throws -> HTTPAnswer {
        try send("POST", path, headers: [("Content-Type", "application/json")] + headers, body: Array(json.utf8))
    }

    /// Sends a request and waits for its answer.
    ///
    /// - Parameter headers: beside `Host` and `Content-Length`, which are added when they are missing here.
    public func send(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) throws -> HTTPAnswer {
        var head = "\(method) \(path) HTTP/1.1\r\n"
        let names = Set(headers.map { $0.0.lowercased() })
        if !names.contains("host") { head += "Host: 127.0.0.1\r\n" }
        if !names.contains("content-length"), !body.isEmpty || method != "GET" {
            head += "Content-Length: \(body.count)\r\n"
        }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try sendRaw(Array((head + "\r\n").utf8) + body)
        return try receive(withoutBody: method == "HEAD")
    }

    /// Sends any bytes, be they a request or not.
    public func sendRaw(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { throw HTTPClientError("cannot send: errno \(errno)") }
            rest = rest.dropFirst(count)
        }
    }
}

// MARK: - Answers

/// What came back.
public struct HTTPAnswer: Sendable {
    public let status: Int
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    public var text: String { String(decoding: body, as: UTF8.self) }

    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

public struct HTTPClientError: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension HTTPClient {
    /// Waits for the next answer on this connection.
    ///
    /// - Parameter withoutBody: as after HEAD, where the length is told but nothing follows.
    public func receive(withoutBody: Bool = false) throws -> HTTPAnswer {
        let lines = try head().split(separator: "\r\n").map(String.init)
        let words = lines[0].split(separator: " ", maxSplits: 2)
        guard words.count >= 2, let status = Int(words[1]) else {
            throw HTTPClientError("no status line: \(lines[0])")
        }
        let headers = lines.dropFirst().map { line -> (name: String, value: String) in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        let plain = HTTPAnswer(status: status, headers: headers, body: [])
        if withoutBody || status == 204 || status == 304 { return plain }
        return HTTPAnswer(status: status, headers: headers, body: try body(of: plain))
    }

    private func body(of answer: HTTPAnswer) throws -> [UInt8] {
        if answer.header("Transfer-Encoding")?.lowercased() == "chunked" { return try chunks() }
        return try take(answer.header("Content-Length").flatMap { Int($0) } ?? 0)
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try take(until: [0x0D, 0x0A])
            guard let size = Int(String(decoding: line, as: UTF8.self), radix: 16) else {
                throw HTTPClientError("no chunk size")
            }
            body += try take(size)
            _ = try take(2)
            if size == 0 { return body }
        }
    }

    private func head() throws -> String {
        String(decoding: try take(until: [0x0D, 0x0A, 0x0D, 0x0A]), as: UTF8.self)
    }

    private func take(until end: [UInt8]) throws -> [UInt8] {
        var searched = position
        while true {
            while searched + end.count <= received.count {
                if received[searched..<searched + end.count].elementsEqual(end) {
                    let taken = Array(received[position..<searched])
                    position = searched + end.count
                    return taken
                }
                searched += 1
            }
            let dropped = position
            try readMore()
            searched -= dropped - position
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while received.count - position < count { try readMore() }
        defer { position += count }
        return Array(received[position..<position + count])
    }

    /// Reads what has arrived, and forgets what was taken.
    private func readMore() throws {
        received.removeFirst(position)
        position = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count == 0 { throw HTTPClientError("the server closed the connection") }
        if count < 0 { throw HTTPClientError("cannot receive: errno \(errno)") }
        received += buffer[..<count]
    }
}
