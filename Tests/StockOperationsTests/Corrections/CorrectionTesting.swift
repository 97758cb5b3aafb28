import SQLCore
import StockDomain
import StockOperations
import StockStore
import Synchronization
import TestSupport

extension TestCompany {
    func lot(_ number: String, of sku: String) async throws -> Lot {
        try await store { store in
            let product = try store.product(sku: sku)!
            let text = LotNumber(stored: number)
            let found = try LotKind.allCases.compactMap {
                try store.lots(numbers: [text], kind: $0, of: product.id)[text]
            }
            guard let lot = found.first else { throw Refusal.notFound("lot", number) }
            return lot
        }
    }

    /// Renumbers; answers the lot's number afterwards.
    @discardableResult
    func renumber(
        _ number: String, of sku: String, to right: String, answers: [String: String] = [:]
    ) async throws -> LotView {
        let id = try await lot(number, of: sku).id
        return try await telling { told in
            try await operations.renumber(
                id, RenumberRequest(number: LotNumber(stored: right), reason: "misread label"), command(answers),
                answer: told)
        }
    }

    /// Corrects goods on the first line of a document.
    @discardableResult
    func correct(
        _ document: DocumentView, _ number: String, _ quantity: Quantity? = nil, to right: String, line: Int = 0,
        answers: [String: String] = [:]
    ) async throws -> DocumentView {
        try await correct(
            document,
            .number(
                line: document.lines[line].id, number: LotNumber(stored: number), quantity: quantity,
                to: LotNumber(stored: right)), answers: answers)
    }

    @discardableResult
    func correct(
        _ document: DocumentView, _ correction: Correction, answers: [String: String] = [:]
    ) async throws -> DocumentView {
        try await act(
            {
                try await operations.correct(
                    document.document.kind, document.document.number, correction, reason: "goods mixed up", $0,
                    answer: $1)
            }, answers: answers)
    }

    func telling(
        _ act: (@escaping @Sendable (LotView) -> Answer) async throws -> Answer
    ) async throws -> LotView {
        let box = Box()
        _ = try await act { view in
            box.keep(view)
            return Answer(status: 200, body: [])
        }
        return box.view!
    }

    /// Everything that disagrees, in words; empty when nothing does.
    func disagreements() async throws -> [String] {
        let found = try await operations.check().findings.named + operations.verify().findings.named
        return found.map(\.detail)
    }

    func code(_ act: () async throws -> Void) async -> String {
        do {
            try await act()
            return "done"
        } catch let refusal as Refusal {
            return refusal.code == "question" ? refusal.questions[0].code : refusal.code
        } catch {
            return "\(error)"
        }
    }
}

/// Keeps the lot that an operation has told.
final class Box: Sendable {
    private let kept = Mutex<LotView?>(nil)

    var view: LotView? { kept.withLock { $0 } }

    func keep(_ view: LotView) { kept.withLock { $0 = view } }
}
