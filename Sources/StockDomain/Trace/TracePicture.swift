/// A trace as boxes and arrows, few enough to be read; what must be laid out is decided elsewhere.
public struct TracePicture: Sendable, Equatable {
    /// One lot, or many that stand for each other.
    public struct Box: Sendable, Equatable {
        /// At least one; several when they were collapsed.
        public var lots: [LotName]
        /// Steps from what was asked, below zero upstream.
        public var level: Int
        public var isAsked: Bool
        /// Who delivered it to us.
        public var suppliers: [String]
        /// How many customers got some of it.
        public var customers: Int

        /// The one product of all lots; nil when they have several.
        public var product: ProductName? { Set(lots.map(\.product)).count == 1 ? lots[0].product : nil }
        /// Goods without number, at which a trace ends.
        public var isBoundary: Bool { lots.allSatisfy { $0.id == nil } }
    }

    /// What steps took from one box into another.
    public struct Arrow: Sendable, Equatable {
        /// Indexes of boxes.
        public var from: Int
        public var to: Int
        /// Nil where several products go the same way: kilograms and packs are never added (R45b).
        public var quantity: Quantity?
        public var unit: String
        /// Of the one step that the arrow stands for.
        public var share: Share?
        public var steps: Int
    }

    public var boxes: [Box]
    public var arrows: [Arrow]

    /// More boxes than this nobody reads.
    public static let mostBoxes = 200

    /// Draws every lot, or one box for all lots of a product at a level when there are more than `most`, or one for a
    /// level when even those are too many.
    public init(_ trace: Trace, most: Int = TracePicture.mostBoxes) {
        let groupings: [(Trace.Node) -> BoxKey] = [
            { BoxKey(level: $0.level, product: $0.lot.product.id, lot: $0.lot) },
            { BoxKey(level: $0.level, product: $0.lot.product.id, lot: nil) },
            { BoxKey(level: $0.level, product: nil, lot: nil) },
        ]
        let key = groupings.first { key in Set(trace.nodes.map(key)).count <= most } ?? groupings[2]
        self.init(trace, by: key)
    }

    private init(_ trace: Trace, by key: (Trace.Node) -> BoxKey) {
        var index: [BoxKey: Int] = [:]
        var boxOf: [LotName: Int] = [:]
        let asked = Set(trace.lots)
        boxes = []
        for node in trace.nodes {
            let box = index[key(node), default: boxes.count]
            if box == boxes.count {
                index[key(node)] = box
                boxes.append(Box(lots: [], level: node.level, isAsked: false, suppliers: [], customers: 0))
            }
            boxes[box].lots.append(node.lot)
            boxes[box].isAsked = boxes[box].isAsked || asked.contains(node.lot)
            boxOf[node.lot] = box
        }
        arrows = TracePicture.arrows(trace, boxOf)
        addPartners(trace, boxOf)
    }

    private struct BoxKey: Hashable {
        let level: Int
        let product: ProductID?
        let lot: LotName?
    }

    private static func arrows(_ trace: Trace, _ boxOf: [LotName: Int]) -> [Arrow] {
        struct Way: Hashable {
            let from: Int
            let to: Int
        }
        struct Input: Hashable {
            let step: StepID?
            let lot: LotName
        }
        var edges: [Way: [Trace.Edge]] = [:]
        for edge in trace.edges {
            guard let from = boxOf[edge.from], let to = boxOf[edge.to] else { continue }
            edges[Way(from: from, to: to), default: []].append(edge)
        }
        return edges.map { way, edges in
            // A step's consumption stands on the edge to each of its outputs, and counts once.
            let inputs = Dictionary(
                edges.map { (Input(step: $0.step, lot: $0.from), $0.quantity) }, uniquingKeysWith: { first, _ in first }
            )
            let products = Set(edges.map(\.from.product))
            return Arrow(
                from: way.from, to: way.to, quantity: products.count == 1 ? inputs.values.sum() : nil,
                unit: products.first?.unit ?? "", share: edges.count == 1 ? edges[0].share : nil,
                steps: Set(edges.map(\.step)).count)
        }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    private mutating func addPartners(_ trace: Trace, _ boxOf: [LotName: Int]) {
        var suppliers: [Int: Set<String>] = [:]
        for origin in trace.receipts {
            guard let box = boxOf[origin.receipt.lot] else { continue }
            suppliers[box, default: []].insert(origin.supplier?.name ?? "without a supplier")
        }
        var customers: [Int: Set<PartnerID?>] = [:]
        for traced in trace.deliveries {
            guard let box = boxOf[traced.delivery.lot] else { continue }
            customers[box, default: []].insert(traced.partner?.id)
        }
        for box in boxes.indices {
            boxes[box].suppliers = (suppliers[box] ?? []).sorted()
            boxes[box].customers = customers[box]?.count ?? 0
        }
    }

    /// Whether lots were collapsed.
    public var isCollapsed: Bool { boxes.contains { $0.lots.count > 1 } }
}
