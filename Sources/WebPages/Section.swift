/// The places of the product as the rail names them, in its order.
public enum Section: String, CaseIterable, Sendable {
    case scan, receive, deliver, move, returns, make, count, lots, recall, reports, setup

    public var label: String {
        switch self {
        case .scan: "Scan"
        case .receive: "Receive"
        case .deliver: "Deliver"
        case .move: "Move"
        case .returns: "Return"
        case .make: "Make"
        case .count: "Count"
        case .lots: "Lots"
        case .recall: "Recall"
        case .reports: "Reports"
        case .setup: "Set-up"
        }
    }
}

/// An entry of the rail: only what this user may open and what exists is handed in.
public struct RailEntry: Sendable, Equatable {
    public let section: Section
    public let path: String

    public init(_ section: Section, _ path: String) {
        self.section = section
        self.path = path
    }
}

/// The addresses of the files that every page loads.
public struct AssetLinks: Sendable, Equatable {
    public let style: String
    public let script: String
    public let icon: String

    public init(style: String, script: String, icon: String) {
        self.style = style
        self.script = script
        self.icon = icon
    }
}
