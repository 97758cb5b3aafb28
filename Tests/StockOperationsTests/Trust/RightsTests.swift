import Foundation
import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// R54: each operation asks its right by itself, whatever way leads to it.
struct RightsTests {
    /// An operation with the weakest role that may do it.
    struct Asked: Sendable, CustomTestStringConvertible {
        let name: String
        let least: Role
        let act: @Sendable (Operations, Command, RightsTests.Things) async throws -> Void

        var testDescription: String { name }
    }

    /// What the operations are tried on.
    struct Things: Sendable {
        let receipt: String
        let draft: String
        let transfer: String
        let lot: LotID
        let line: LineID
    }

    @Test(arguments: RightsTests.all)
    func everyOperationAsksItsRight(asked: Asked) async throws {
        let company = try await TestCompany(.sqlite)
        let things = try await things(company)
        for role in Role.allCases {
            let actor = Actor(id: company.admin.id, name: "somebody", role: role)
            var code = "done"
            do {
                try await asked.act(company.operations, Command(by: actor), things)
            } catch let refusal as Refusal {
                code = refusal.code
            }
            // Others may be refused for other reasons, which do not matter here.
            #expect((code == "not_allowed") == (role < asked.least), "\(asked.name) as \(role.rawValue): \(code)")
        }
    }

    private func things(_ company: TestCompany) async throws -> Things {
        try await company.product("NUT")
        try await company.partner("C1")
        let receipt = try await company.post(.receipt, [company.line("NUT", 10, "A"), company.line("NUT", 5, "B")])
        let draft = try await company.draft(.delivery, [company.line("NUT", 1)], partner: "C1")
        let transfer = try await company.draft(
            .transfer, [company.line("NUT", 1, "A")], location: "WH-Stock", to: "WH-Returns")
        return Things(
            receipt: receipt.document.number, draft: draft.document.number, transfer: transfer.document.number,
            lot: try await company.lot("A", of: "NUT").id, line: draft.lines[0].id)
    }

    private static func document(_: DocumentView) -> Answer { Answer(status: 200, body: []) }
    private static func anything<Value>(_: Value) -> Answer { Answer(status: 200, body: []) }

    static var all: [Asked] { reading + documents + lots + masterData + changes + administration }

    private static let reading: [Asked] = [
        Asked(name: "stock", least: .viewer) { operations, command, _ in
            _ = try await operations.stock(StockQuestion(), as: command.actor)
        },
        Asked(name: "recall scope", least: .viewer) { operations, command, _ in
            _ = try await operations.recallScope(of: "A", as: command.actor)
        },
        Asked(name: "export", least: .viewer) { operations, command, _ in
            try await operations.export(.stock, by: command.actor) { _ in }
        },
        Asked(name: "checklist", least: .viewer) { operations, command, _ in
            _ = try await operations.checklist(as: command.actor)
        },
    ]

    private static let documents: [Asked] = [
        Asked(name: "create a document", least: .operator) { operations, command, _ in
            let request = DocumentRequest(kind: .transfer, location: "WH-Stock", toLocation: "WH-Returns")
            _ = try await operations.create(request, command, answer: document)
        },
        Asked(name: "change a document", least: .operator) { operations, command, things in
            _ = try await operations.change(
                .delivery, things.draft, to: DocumentChange(priority: 3), ifVersion: nil, command, answer: document)
        },
        Asked(name: "add lines", least: .operator) { operations, command, things in
            _ = try await operations.addLines(
                [LineRequest(product: "NUT", quantity: 1, pointer: "/lines/0")], to: .delivery, things.draft, command,
                answer: document)
        },
        Asked(name: "change a line", least: .operator) { operations, command, things in
            _ = try await operations.changeLine(
                things.line, of: .delivery, things.draft, to: LineChange(quantity: 2), command, answer: document)
        },
        Asked(name: "remove a line", least: .operator) { operations, command, things in
            _ = try await operations.removeLine(things.line, of: .delivery, things.draft, command, answer: document)
        },
        Asked(name: "scan", least: .operator) { operations, command, things in
            _ = try await operations.addScan(
                ScanRequest(text: "NUT"), to: .delivery, things.draft, command, answer: anything)
        },
        Asked(name: "number a line", least: .operator) { operations, command, things in
            _ = try await operations.numberLine(
                things.line, of: .delivery, things.draft, first: nil, perLot: nil, command, answer: document)
        },
        Asked(name: "reserve", least: .operator) { operations, command, things in
            _ = try await operations.reserve(.delivery, things.draft, command, answer: document)
        },
        Asked(name: "unreserve", least: .operator) { operations, command, things in
            _ = try await operations.unreserve(.delivery, things.draft, command, answer: document)
        },
        Asked(name: "reserve all", least: .operator) { operations, command, _ in
            _ = try await operations.reserveAll(.delivery, nil, command, answer: anything)
        },
        Asked(name: "do", least: .operator) { operations, command, things in
            _ = try await operations.carryOut(.delivery, things.draft, DoRequest(), command, answer: document)
        },
        Asked(name: "ship", least: .operator) { operations, command, things in
            _ = try await operations.ship(things.transfer, DoRequest(), command, answer: document)
        },
        Asked(name: "receive", least: .operator) { operations, command, things in
            _ = try await operations.receive(things.transfer, DoRequest(), command, answer: document)
        },
        Asked(name: "cancel", least: .operator) { operations, command, things in
            _ = try await operations.cancel(.delivery, things.draft, command, answer: document)
        },
        Asked(name: "reverse", least: .quality) { operations, command, things in
            _ = try await operations.reverse(.receipt, things.receipt, reason: "wrong", command, answer: document)
        },
        Asked(name: "correct", least: .quality) { operations, command, things in
            _ = try await operations.correct(
                .receipt, things.receipt, .partner(code: "C1"), reason: "wrong", command, answer: document)
        },
    ]

    private static let lots: [Asked] = [
        Asked(name: "create a lot", least: .operator) { operations, command, _ in
            _ = try await operations.createLot(
                LotRequest(product: "NUT", number: LotNumber(stored: "NEW")), command, answer: anything)
        },
        Asked(name: "split", least: .operator) { operations, command, things in
            let request = SplitRequest(quantity: 1, location: "WH-Stock", reason: "wet")
            _ = try await operations.splitLot(things.lot, request, command, answer: anything)
        },
        Asked(name: "merge", least: .operator) { operations, command, things in
            _ = try await operations.mergeLots(
                things.lot, MergeRequest(lots: [], reason: "one heap"), command, answer: anything)
        },
        Asked(name: "renumber", least: .quality) { operations, command, things in
            let request = RenumberRequest(number: LotNumber(stored: "Z-9"), reason: "misread")
            _ = try await operations.renumber(things.lot, request, command, answer: anything)
        },
        Asked(name: "archive", least: .manager) { operations, command, things in
            _ = try await operations.archiveLot(things.lot, true, reason: "gone", command, answer: anything)
        },
        Asked(name: "hold", least: .operator) { operations, command, things in
            _ = try await operations.hold(things.lot, HoldRequest(reason: "wet"), command, answer: anything)
        },
        Asked(name: "reject", least: .quality) { operations, command, things in
            _ = try await operations.hold(
                things.lot, HoldRequest(kind: .rejected, reason: "wet"), command, answer: anything)
        },
        Asked(name: "release", least: .quality) { operations, command, things in
            _ = try await operations.release(things.lot, ReleaseRequest(reason: "dry"), command, answer: anything)
        },
        Asked(name: "scrap everywhere", least: .operator) { operations, command, things in
            _ = try await operations.scrapEverywhere(
                things.lot, ScrapRequest(reason: "rotten"), command, answer: document)
        },
        Asked(name: "generate numbers", least: .operator) { operations, command, _ in
            let request = NumberGenerationRequest(amount: .count(2))
            _ = try await operations.generateNumbers(request, of: "NUT", command, answer: anything)
        },
        Asked(name: "remark", least: .operator) { operations, command, things in
            _ = try await operations.addNote("wet", on: RecordKey(.lot, things.lot.rawValue), command, answer: anything)
        },
        Asked(name: "attach", least: .operator) { operations, command, things in
            _ = try await operations.addAttachment(
                [1], named: "a.txt", mediaType: "text/plain", on: RecordKey(.lot, things.lot.rawValue), command,
                answer: anything)
        },
    ]

    private static let masterData: [Asked] = [
        Asked(name: "create a product", least: .manager) { operations, command, _ in
            _ = try await operations.createProduct("NEW", ProductChange(name: "New"), command, answer: anything)
        },
        Asked(name: "change a product", least: .manager) { operations, command, _ in
            _ = try await operations.changeProduct("NUT", ProductChange(name: "Nuts"), command, answer: anything)
        },
        Asked(name: "create a partner", least: .manager) { operations, command, _ in
            _ = try await operations.createPartner("NEW", PartnerChange(name: "New"), command, answer: anything)
        },
        Asked(name: "change a partner", least: .manager) { operations, command, _ in
            _ = try await operations.changePartner("C1", PartnerChange(name: "One"), command, answer: anything)
        },
        Asked(name: "create a place", least: .manager) { operations, command, _ in
            _ = try await operations.createLocation(
                "NEW", usage: .internal, LocationChange(name: "New"), command, answer: anything)
        },
        Asked(name: "change a place", least: .manager) { operations, command, _ in
            _ = try await operations.changeLocation("WH-Stock", LocationChange(name: "S"), command, answer: anything)
        },
        Asked(name: "create a category", least: .manager) { operations, command, _ in
            _ = try await operations.createCategory("NEW", CategoryChange(name: "New"), command, answer: anything)
        },
        Asked(name: "change a category", least: .manager) { operations, command, _ in
            _ = try await operations.changeCategory("NONE", CategoryChange(name: "New"), command, answer: anything)
        },
        Asked(name: "import", least: .manager) { operations, command, _ in
            let file = ImportFile(contents: Data("sku,name\nX,X\n".utf8))
            _ = try await operations.importFile(file, as: .products, by: command.actor)
        },
    ]

    private static let changes: [Asked] = [
        Asked(name: "prepare a change of level", least: .manager) { operations, command, _ in
            _ = try await operations.startTrackingChange(
                of: "NUT", TrackingChangeRequest(tracking: .serial), command, answer: anything)
        },
        Asked(name: "fill a change of level", least: .operator) { operations, command, _ in
            _ = try await operations.fillTrackingChange(
                of: "NUT", ChangeFillingRequest([]), ifVersion: nil, command, answer: anything)
        },
        Asked(name: "apply a change of level", least: .manager) { operations, command, _ in
            _ = try await operations.applyTrackingChange(of: "NUT", command, answer: anything)
        },
        Asked(name: "give a change of level up", least: .manager) { operations, command, _ in
            _ = try await operations.cancelTrackingChange(of: "NUT", command, answer: anything)
        },
    ]

    private static let administration: [Asked] = [
        Asked(name: "change settings", least: .admin) { operations, command, _ in
            _ = try await operations.change(
                SettingsChange(wantsYearlyDrill: true), command, answer: { _ in Answer(status: 200, body: []) })
        },
        Asked(name: "make a token", least: .admin) { operations, command, _ in
            let secret = [UInt8](repeating: 7, count: AccessToken.secretLength)
            _ = try await operations.createToken(
                TokenRequest(name: "till", role: .viewer), secret: secret, by: command.actor)
        },
        Asked(name: "list tokens", least: .admin) { operations, command, _ in
            _ = try await operations.tokens(as: command.actor)
        },
        Asked(name: "revoke a token", least: .admin) { operations, command, _ in
            _ = try await operations.revokeToken("till", reason: nil, command) { _ in Answer(status: 200, body: []) }
        },
        Asked(name: "suggest a number", least: .admin) { operations, command, _ in
            try await operations.suggest("A", as: command.actor)
        },
    ]
}
