import SQLCore
import StockDomain
import TestSupport
import Testing

@testable import WebServer

/// Changes field by field, notes and attachments (R55).
@Suite struct RecordWalkTests {
    @Test(arguments: SQLEngine.allCases) func everyChangeOfAFieldIsWrittenDown(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "NUT", "name": "Nut"}
                → 201
                  id: 1
                PATCH products/NUT {"name": "Hex nut", "removal_strategy": "lifo"}
                → 200
                GET changes?subject=product&id=1&limit=2
                → 200
                  items/0/field: removal_strategy
                  items/0/old: null
                  items/0/new: lifo
                  items/1/field: name
                  items/1/old: Nut
                  items/1/new: Hex nut
                  items/1/actor: local
                PATCH products/NUT {"name": "Hex nut"}
                → 200
                GET changes?subject=product&id=1&limit=1
                → 200
                  items/0/field: removal_strategy
                PATCH settings {"negative_stock": true}
                → 200
                GET changes?subject=settings
                → 200
                  items/0/field: negative_stock
                  items/0/new: yes
                """)
        }
    }

    // R55
    @Test(arguments: SQLEngine.allCases) func statusAndAttributesOfALotAreOnRecord(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "NUT", "tracking": "lot"}
                → 201
                POST lots {"product": "NUT", "number": "L-1"}
                → 201
                POST lots/1/hold {"kind": "quarantine", "reason": "wet cartons"}
                → 200
                POST lots/1/hold {"kind": "rejected", "reason": "mould"}
                → 200
                GET changes?subject=lot&id=1&limit=2
                → 200
                  items/0/subject_name: L-1
                  items/0/field: status
                  items/0/old: quarantine
                  items/0/new: rejected
                  items/0/reason: mould
                  items/1/old: released
                  items/1/new: quarantine
                POST lots/1/release {"reason": "sorted out"}
                → 200
                GET changes?subject=lot&id=1&limit=1
                → 200
                  items/0/old: rejected
                  items/0/new: released
                  items/0/reason: sorted out
                PATCH lots/1 {"attributes": {"heat": "H-77"}, "reason": "from the label"}
                → 200
                GET changes?subject=lot&id=1&limit=1
                → 200
                  items/0/field: attributes
                  items/0/new: heat: H-77
                  items/0/reason: from the label
                """)
        }
    }

    // R55
    @Test(arguments: SQLEngine.allCases) func changesSayWhatThingsAreCalled(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST categories {"code": "FOOD", "name": "Food"}
                → 201
                POST partners {"code": "C3", "name": "Elm", "kind": "customer"}
                → 201
                POST products {"sku": "NUT"}
                → 201
                PATCH products/NUT {"category": "FOOD"}
                → 200
                GET changes?limit=1
                → 200
                  items/0/subject: product
                  items/0/subject_name: NUT
                  items/0/field: category
                  items/0/old: null
                  items/0/new: FOOD
                PATCH locations/WH-Quarantine {"parent": "WH-Stock"}
                → 200
                GET changes?limit=1
                → 200
                  items/0/subject_name: WH-Quarantine
                  items/0/field: parent
                  items/0/old: WH
                  items/0/new: WH-Stock
                PATCH settings {"negative_stock": true}
                → 200
                GET changes?limit=1
                → 200
                  items/0/subject_name: null
                """)
        }
    }

    // R56
    @Test(arguments: SQLEngine.allCases) func whatAPersonWasCalledIsNotWrittenDown(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST partners {"code": "C1", "name": "Ann Birch", "email": "ann@example.com"}
                → 201
                  id: 1
                PATCH partners/C1 {"email": "birch@example.com"}
                → 200
                GET changes?subject=partner&id=1&limit=1
                → 200
                  items/0/field: email
                  items/0/old: null
                  items/0/new: null
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases) func notesAndFilesStayWithTheirThing(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "NUT", "tracking": "lot"}
                → 201
                POST lots {"product": "NUT", "number": "L-1", "attributes": {}}
                → 400 unknown_key
                POST lots {"product": "NUT", "number": "L-1"}
                → 201
                  id: 1
                PATCH lots/1 {"attributes": {"farm": "Hill End", "heat": "H-77"}}
                → 200
                  attributes/farm: Hill End
                GET lots?attribute=h77
                → 200
                  items/0/number: L-1
                GET lots?q=hill%20end
                → 200
                  items/0/number: L-1
                GET lots?q=hill
                → 200
                  items: []
                POST notes {"subject": "lot", "id": 1, "text": "Cartons were wet."}
                → 201
                GET notes?subject=lot&id=1
                → 200
                  items/0/text: Cartons were wet.
                POST notes {"subject": "lot", "id": 9, "text": "?"}
                → 404 not_found
                POST recalls {"class": "I", "reason": "Glass", "scope": [{"product": "NUT", "number": "L-1"}]}
                → 201
                  id: 1
                POST notes {"subject": "recall", "id": 1, "text": "The supplier was called."}
                → 201
                GET notes?subject=recall&id=1
                → 200
                  items/0/text: The supplier was called.
                POST notes {"subject": "recall", "id": 2, "text": "?"}
                → 404 not_found
                POST attachments {"subject": "lot", "id": 1, "name": "report.txt", "media_type": "text/plain", "content": "ImFiYyI="}
                → 201
                  size: 5
                  sha256: 6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25
                GET attachments?subject=lot&id=1
                → 200
                  items/0/name: report.txt
                POST attachments {"subject": "lot", "id": 1, "name": "x", "content": "?"}
                → 422 invalid_value
                GET attachments/9/content
                → 404 not_found
                """)
            let file = try api.send("GET", "attachments/1/content", "")
            #expect(file.text == "\"abc\"")
        }
    }

    // R40
    @Test(arguments: SQLEngine.allCases) func aLaterExpiryWantsAReasonAndAReport(engine: SQLEngine) async throws {
        try await withAPI(engine) { api in
            try api.walk(
                """
                POST products {"sku": "MILK", "tracking": "lot", "expiration": {"enabled": true, "removal_days": 5}}
                → 201
                POST receipts {"do": true, "lines": [{"product": "MILK", "quantity": 5,
                  "numbers": [{"number": "M-1", "expires_on": "2027-01-31"}]}]}
                → 201
                PATCH lots/1 {"expires_on": "2027-03-31"}
                → 422 reason_required
                PATCH lots/1 {"expires_on": "2027-03-31", "reason": "Retested", "reference": "LAB-77"}
                → 200
                  removal_on: 2027-03-26
                GET changes?subject=lot&id=1&limit=2
                → 200
                  items/1/field: expires_on
                  items/1/old: 2027-01-31
                  items/1/reason: Retested; reference LAB-77
                """)
        }
    }
}
