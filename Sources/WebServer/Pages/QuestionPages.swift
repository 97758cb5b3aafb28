import StockDomain
import StockOperations
import TabularFiles
import WebPages

/// The start, the number box, and the answers it leads to.
struct QuestionPages {
    let pages: Pages

    var all: [Route] { [home, find, recall, recallTable] }

    private var home: Route {
        pages.route(.get, "") { [operations = pages.operations] request, visitor in
            try request.query().finish()
            let groups: [(String, DocumentKind, DocumentsShown, [DocumentState])] = [
                ("Arrives", .receipt, .open, [.draft, .ready]), ("Must leave", .delivery, .open, [.draft, .ready]),
                ("To move", .transfer, .open, [.draft, .ready]), ("On the way", .transfer, .onTheWay, [.inTransit]),
                ("To make", .productionOrder, .open, [.draft, .ready]), ("To count", .count, .open, [.draft, .ready]),
            ]
            var waiting: [HomeContent.Waiting] = []
            for (title, kind, shown, states) in groups {
                let open = try await operations.documents(kind, states: states, limit: 50, as: visitor.actor)
                waiting.append(
                    HomeContent.Waiting(
                        title: title, address: address(kind.pathName, query: [("open", shown.parameter)]),
                        documents: open.sorted { $0.document.plannedOn < $1.document.plannedOn }))
            }
            let products = try await operations.products(after: nil, limit: 1, as: visitor.actor)
            let content = HomeContent(
                waiting: waiting, today: operations.today(in: visitor.settings),
                dueCounts: try await operations.dueCounts(as: visitor.actor),
                suggestedNumber: try await operations.suggestedNumber(as: visitor.actor),
                hasProducts: !products.items.isEmpty,
                expiring: visitor.settings.showsDates
                    ? try await operations.expiringGoods(as: visitor.actor) : Page(items: [], nextCursor: nil),
                held: visitor.settings.showsNumbers ? try await operations.heldNumbers(as: visitor.actor) : [])
            return .html(homePage(visitor.frame, content))
        }
    }

    /// One exact find opens its answer; several, or only similar ones, ask. A document itself comes before its goods.
    private var find: Route {
        pages.route(.get, "find") { [operations = pages.operations] request, visitor in
            let query = try request.query()
            let text = query.optional("q", .exactText(most: 200)) ?? ""
            try query.finish()
            if text.isEmpty { return .seeOther("/") }
            let documents = try await operations.documents(numbered: text, as: visitor.actor)
            let found = visitor.settings.showsNumbers ? try await operations.find(text, as: visitor.actor) : []
            let isOnlyPackage = documents.isEmpty && found.allSatisfy { $0.foundBy == .sscc || !$0.foundBy.isExact }
            if isOnlyPackage, let package = try await operations.packageOnHand(text, as: visitor.actor) {
                return .seeOther(packageAddress(package))
            }
            let goods =
                documents.isEmpty
                ? found : found.filter { $0.foundBy.isExact && ![.document, .origin].contains($0.foundBy) }
            let isExact = !documents.isEmpty || goods.first?.foundBy.isExact ?? false
            if isExact, documents.count + goods.count == 1 {
                let document = documents.first.map { documentAddress($0.kind, $0.number) }
                return .seeOther(document ?? lotAddress(goods[0].lotID) + "/recall")
            }
            let page = findPage(
                visitor.frame, searched: text, documents: documents, candidates: goods.map(\.candidate),
                isExact: isExact)
            return .html(page, status: documents.isEmpty && goods.isEmpty ? 404 : 200)
        }
    }

    private var recall: Route {
        pages.route(.get, "lots/{id}/recall") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            let query = try request.query()
            let knownOn = query.optional("known_on", .day)
            try query.finish()
            let lot = LotID(try request.id("id", of: "lot"))
            let scope = try await operations.recallScope(
                of: lot, knownAt: visitor.end(of: knownOn), as: visitor.actor)
            return .html(recallPage(visitor.frame, scope, lot: lot, knownOn: knownOn, clock: visitor.clock))
        }
    }

    private var recallTable: Route {
        pages.route(.get, "lots/{id}/recall.csv") { [operations = pages.operations] request, visitor in
            try visitor.requireNumbers()
            try request.query().finish()
            let lot = LotID(try request.id("id", of: "lot"))
            let scope = try await operations.recallScope(of: lot, as: visitor.actor)
            let text = CSVWriter.text(RecallScopeTable.rows(of: scope))
            return .csv(named: "recall-\(scope.lot.number ?? "lot").csv") { write in
                try await write(Array(text.utf8))
            }
        }
    }
}
