import Foundation

/// A mail address, with a name before it or without. Source: RFC 5321, without quoted and non-ASCII local parts.
public struct MailAddress: Sendable, Hashable {
    /// What stands before the address in a mail; nil for none.
    public let name: String?
    /// `recall@stock.example`
    public let address: String

    /// Reads `a@b.example` or `Name <a@b.example>`; nil when there is no address in it.
    public init?(_ text: String) {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        if NameText.hasControlCharacter(trimmed) { return nil }
        if trimmed.hasSuffix(">"), let open = trimmed.lastIndex(of: "<") {
            let name = trimmed[..<open].filter { $0 != "\"" }.trimmingCharacters(in: .whitespaces)
            self.name = name.isEmpty ? nil : name
            address = String(trimmed[trimmed.index(after: open)...].dropLast())
        } else {
            name = nil
            address = trimmed
        }
        if !MailAddress.isAddress(address) { return nil }
    }

    /// As it is written in settings.
    public var text: String { name.map { "\($0) <\(address)>" } ?? address }

    /// What stands after the `@`.
    public var host: String { String(address[address.index(after: address.lastIndex(of: "@")!)...]) }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), (1...253).contains(parts[1].utf8.count) else {
            return false
        }
        let others: Set<Character> = ["<", ">", "(", ")", "[", "]", "\\", ",", ";", ":", "\""]
        return parts.allSatisfy { part in
            part.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !part.contains { others.contains($0) }
                && !part.hasPrefix(".") && !part.hasSuffix(".")
        }
    }
}
