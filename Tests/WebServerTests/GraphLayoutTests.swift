import Foundation
import StockDomain
import Testing
import WebPages

@testable import WebServer

/// The picture of a trace, drawn by a program beside us.
@Suite struct GraphLayoutTests {
    @Test func namesCannotBecomeMarkup() async throws {
        let layout = try #require(GraphLayout.ofThisMachine, "the tests need Graphviz")
        let name = #"<script>alert("1")</script> & \N \" ]; evil"#
        let picture = TracePicture(trace(lots: 2, named: name))
        let svg = try #require(await layout.svg(of: TraceGraphText(picture).text))
        #expect(svg.hasPrefix("<svg "))
        #expect(!svg.contains("<script"))
        #expect(svg.contains("&lt;script&gt;"))
        #expect(svg.components(separatedBy: "class=\"node").count == 3, "two boxes and nothing else")
        #expect(!svg.contains("<?xml") && !svg.contains("<!DOCTYPE"))
    }

    @Test func whatCannotBeReadIsNoPicture() async throws {
        let layout = try #require(GraphLayout.ofThisMachine)
        #expect(await layout.svg(of: "digraph {") == nil)
    }

    @Test func withoutTheProgramThereIsNoLayout() {
        #expect(GraphLayout(path: "/nonexistent:/tmp") == nil)
    }

    @Test func whatTakesTooLongIsEnded() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("slow-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let program = folder.appendingPathComponent("dot")
        try Data("#!/bin/sh\nexec sleep 60\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        let layout = try #require(GraphLayout(path: folder.path, patience: 0.5))
        let start = Date()
        #expect(await layout.svg(of: "digraph {}") == nil)
        #expect(Date().timeIntervalSince(start) < 20)
    }

    @Test func twoHundredNumbersAreDrawnOneByOneInTime() async throws {
        let layout = try #require(GraphLayout.ofThisMachine)
        let picture = TracePicture(trace(lots: 200, named: "L"))
        #expect(picture.boxes.count == 200 && !picture.isCollapsed)
        #expect(await layout.svg(of: TraceGraphText(picture).text) != nil)
    }

    /// A lot that all the others were made of, five to a step.
    private func trace(lots: Int, named name: String) -> Trace {
        let product = ProductName(id: ProductID(1), sku: "P", name: name, unit: "pcs")
        let names = (0..<lots).map {
            LotName(id: LotID(Int64($0 + 1)), number: "\(name)\($0)", kind: .lot, product: product)
        }
        let edges = names.dropFirst().enumerated().map { index, lot in
            Trace.Edge(
                from: names[0], to: lot, step: StepID(Int64(index / 5 + 1)), document: nil, happenedAt: nil,
                quantity: 1, share: nil)
        }
        return Trace(
            lot: names[0], lots: [names[0]], knownAt: nil,
            nodes: names.enumerated().map { Trace.Node(lot: $1, level: $0 == 0 ? 0 : 1, share: nil) }, edges: edges,
            receipts: [], estimatedReceipts: [], deliveries: [], returns: [], gaps: [])
    }
}
