import SQLCore
import StockDomain
import StockOperations
import TestSupport
import Testing

@testable import WebServer

/// Recall cases from outside (R49).
@Suite struct RecallCaseWalkTests {
    @Test(arguments: SQLEngine.allCases)
    func aCaseHoldsFreesFreezesAndIsAnsweredUntilItIsClosed(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls {"class": "I", "reason": "Glass", "scope": [{"product": "NUT", "number": "N-1"}]}
                → 201
                  number: RC-00001
                  state: draft
                  what_if/totals/delivered_net: 45
                  what_if/consignees/0/partner: C1
                  what_if/stoppable/0/document: OUT-00005
                  figures/consignees: 3
                  figures/on_hand: 55
                GET stock?product=NUT&lot=1
                → 200
                  items/0/reserved: 6
                POST recalls/RC-00001/start {}
                → 200
                  state: started
                  documents/0/document: OUT-00005
                  documents/0/quantity: 6
                  figures/delivered: 45
                  figures/held: 55
                  figures/produced: 100
                  figures/accounted: 55
                  figures/checks_needed: 3
                  call_list/0: C4
                  what_if: null
                  milestones/1/milestone: stock_held
                  milestones/1/seconds: 0
                GET lots?status=recalled
                → 200
                  items/0/number: N-1
                  items/1: missing
                GET deliveries/OUT-00005
                → 200
                  state: draft
                  events/0/code: reservation_held
                POST lots/1/release {"reason": "Mine"}
                → 422 recall_open
                POST recalls/RC-00001/start {}
                → 409 recall_state
                POST recalls/RC-00001/notices {"method": "letter", "partners": ["C1"]}
                → 200
                  figures/notified: 1
                  silent/0: C1
                POST recalls/RC-00001/notices {"method": "mail"}
                → 200
                  figures/notified: 3
                  milestones/3/seconds: 0
                POST recalls/RC-00001/notices {}
                → 409 nobody_to_tell
                POST recalls/RC-00001/notices {"partners": ["C1"], "method": "phone", "reminder": true}
                → 200
                  consignees/0/reminders: 1
                POST recalls/RC-00001/answers {"partner": "C1", "have": 12, "destroyed": 5, "comment": "The rest is sold"}
                → 200
                  figures/responded: 1
                  figures/have: 12
                  figures/destroyed: 5
                  figures/recovered: 5
                  figures/recovered_percent: 11.1
                  figures/accounted: 60
                  consignees/0/answers/0/comment: The rest is sold
                POST recalls/RC-00001/answers {"partner": "C1", "returned": 7, "have": 0, "sold": 18}
                → 200
                  figures/destroyed: 5
                  figures/returned: 7
                  figures/have: 12
                  figures/recovered: 12
                  figures/accounted: 85
                POST recalls/RC-00001/answers {"partner": "C2", "destroyed": 11}
                → 409 question
                  questions/0/code: more_than_delivered
                POST recalls/RC-00001/answers {"partner": "C3", "have": 1}
                → 422 not_a_consignee
                  errors/0/pointer: /partner
                POST recalls/RC-00001/checks {"partner": "C2", "method": "visit", "effective": false, "comment": "Never read it"}
                → 200
                  figures/checks_done: 1
                  figures/checks_failed: 1
                POST recalls/RC-00001/checks {"partner": "C3", "effective": true}
                → 422 not_to_be_checked
                GET recalls/RC-00001/status-report
                → 200
                  points/0/text: 3 of 3 consignees notified on 3 May 2026: 2 by mail and 1 by letter.
                  points/1/text: 1 of 3 consignees responded; they had 12 units of NUT when they were told.
                  points/2/text: 2: Partner C2 (C2), Partner C4 (C4).
                  points/3/text: NUT: of 45 units delivered 7 returned, 5 destroyed, 0 corrected (26.7 %); 85 of 100 accounted for (85 %). By consignee: Partner C1 (C1) 7 returned, 5 destroyed of NUT.
                  points/4/text: Level A: 1 of 3 done, 1 not effective: Partner C2 (C2, by visit, Never read it).
                  points/5/text: No date has been set.
                POST recalls/RC-00001/close {}
                → 400 missing_key
                POST recalls/RC-00001/close {"conclusion": "All that could be found is back."}
                → 200
                  state: closed
                POST recalls/RC-00001/answers {"partner": "C2", "have": 1}
                → 409 recall_state
                POST recalls/RC-00001/release {"lots": [1], "reason": "The laboratory found nothing"}
                → 200
                GET lots/1
                → 200
                  status: released
                GET recalls
                → 200
                  items/0/number: RC-00001
                  items/0/state: closed
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func goodsThatComeBackAreADifferenceAndRecovered(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}], "start": true}
                → 201
                  state: started
                POST customer-returns {"partner": "C1", "do": true, "lines": [{"product": "NUT", "quantity": 4, "numbers": ["N-1"]}]}
                → 201
                GET recalls/RC-00001
                → 200
                  figures/returned: 4
                  figures/recovered: 4
                  figures/on_hand: 59
                  figures/accounted: 59
                  differences/0/partner: C1
                  differences/0/frozen: 30
                  differences/0/now: 26
                  differences/1: missing
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func wideningTellsOnlyWhoIsNewAndWithdrawingFreesEverything(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}], "start": true}
                → 201
                POST recalls/RC-00001/notices {}
                → 200
                POST recalls/RC-00001/widen {"scope": [{"product": "NUT", "number": "N-1"}], "reason": "More"}
                → 409 nothing_new_in_scope
                POST recalls/RC-00001/widen {"scope": [{"product": "NUT", "number": "N-2"}], "reason": "The same machine"}
                → 200
                  round: 2
                  figures/consignees: 4
                  figures/notified: 3
                  figures/checks_needed: 4
                  consignees/0/partner: C1
                  consignees/0/quantity: 34
                  consignees/0/lots_not_told: true
                  consignees/2/partner: C3
                  consignees/2/round: 2
                  consignees/2/notified_at: null
                GET lots/2
                → 200
                  status: recalled
                POST lots/2/hold {"reason": "Another reason"}
                → 200
                POST recalls/RC-00001/withdraw {"reason": "It was the other factory"}
                → 200
                  state: withdrawn
                GET lots/1
                → 200
                  status: released
                GET lots/2
                → 200
                  status: hold
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func lotsFoundGoodLeaveTheCase(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"product": "NUT", "from": "N-1", "to": "N-2"}], "start": true}
                → 201
                  figures/consignees: 4
                  figures/delivered: 56
                POST recalls/RC-00001/release {"lots": [1, 3], "reason": "Fine"}
                → 422 not_in_recall
                  errors/0/pointer: /lots/1
                POST recalls/RC-00001/release {"lots": [1], "reason": "Fine"}
                → 200
                  state: started
                  figures/consignees: 2
                  figures/delivered: 11
                  figures/produced: 50
                  lots/0/release_reason: Fine
                GET lots/1
                → 200
                  status: released
                GET lots/2
                → 200
                  status: recalled
                """)
        }
    }

    /// A customer who says more than he got was kept in silence, or could not answer at all.
    @Test(arguments: SQLEngine.allCases)
    func anAnswerOfMoreThanWasDeliveredIsAskedAndThenKept(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}], "start": true}
                → 201
                POST recalls/RC-00001/answers {"partner": "C2", "have": 100}
                → 409 question
                  questions/0/id: amounts:more_than_delivered
                  questions/0/detail: 10 units of The NUT were delivered, and the answer says that 100 units were there. Is that right?
                  questions/0/answers/0: keep
                POST recalls/RC-00001/answers {"partner": "C2", "have": 100, "answers": {"amounts:more_than_delivered": "yes"}}
                → 422 invalid_value
                GET recalls/RC-00001
                → 200
                  figures/responded: 0
                POST recalls/RC-00001/answers {"partner": "C2", "have": 100, "answers": {"amounts:more_than_delivered": "keep"}}
                → 200
                  figures/have: 100
                  figures/beyond: 90
                  consignees/1/products/0/beyond: 90
                  events/2/detail: Partner C2 answered: 100 there (more than was delivered, and confirmed).
                POST recalls/RC-00001/answers {"partner": "C2", "products": [{"product": "NUT", "destroyed": 12}]}
                → 200
                  figures/recovered: 10
                  figures/destroyed: 12
                POST recalls/RC-00001/answers {"partner": "C2", "products": [{"product": "NUT", "destroyed": 112}]}
                → 409 question
                  questions/0/id: products/0:more_than_delivered
                """)
        }
    }

    /// Pressed twice, or by two people at once, it told the same customer again.
    @Test func whoWasToldIsToldOnce() async throws {
        try await withAPI(of: RecallCompany.make(.sqlite)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}], "start": true}
                → 201
                POST recalls/RC-00001/notices {"partners": ["C1", "C1"], "method": "phone"}
                → 200
                  events/2/detail: 1 customer told by phone.
                POST recalls/RC-00001/notices {"partners": ["C1"], "method": "phone"}
                → 409 nobody_to_tell
                POST recalls/RC-00001/notices {"partners": ["C1", "C2"], "method": "letter"}
                → 200
                  events/3/detail: 1 customer told by letter.
                POST recalls/RC-00001/notices {"partners": ["C2", "C4"], "reminder": true}
                → 422 not_told_yet
                  errors/0/pointer: /partners/1
                GET recalls/RC-00001/notices
                → 200
                  items/0/sent/0/method: phone
                  items/0/sent/1: missing
                  items/1/sent/0/method: letter
                """)
        }
    }

    /// The list is frozen, yet whom a correction shows to have some must be told too.
    @Test(arguments: SQLEngine.allCases)
    func aCustomerWhoTurnsOutToHaveSomeComesOntoTheList(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}], "start": true}
                → 201
                POST deliveries/OUT-00002/correct {"partner": "C3", "reason": "It went to C3"}
                → 200
                GET recalls/RC-00001
                → 200
                  differences/0/partner: C2
                  differences/0/now: 0
                  differences/1/partner: C3
                  differences/1/frozen: 0
                  differences/1/now: 10
                POST recalls/RC-00001/answers {"partner": "C3", "have": 10}
                → 422 not_a_consignee
                POST recalls/RC-00001/widen {"scope": [{"lot": 1}], "reason": "C3 has some"}
                → 200
                  round: 2
                  lot_count: 1
                  consignees/2/partner: C3
                  consignees/2/round: 2
                  consignees/3/partner: C4
                POST recalls/RC-00001/answers {"partner": "C3", "have": 10}
                → 200
                POST recalls/RC-00001/widen {"scope": [{"lot": 1}], "reason": "Again"}
                → 409 nothing_new_in_scope
                """)
        }
    }

    /// Joined to its right number (R18) all of a recalled lot looked as if it had come back.
    @Test(arguments: SQLEngine.allCases)
    func aRecalledLotThatIsJoinedToItsRightNumberIsStillOutThere(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"product": "NUT"}], "start": true}
                → 201
                  figures/delivered: 56
                POST lots/1/renumber {"number": "N-2", "reason": "Misread", "answers": {"number:join": "join"}}
                → 200
                GET recalls/RC-00001
                → 200
                  figures/delivered: 56
                  figures/returned: 0
                  differences/0: missing
                POST recalls/RC-00001/widen {"scope": [{"lot": 2}], "reason": "Again"}
                → 409 nothing_new_in_scope
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func aLotFoundGoodByMistakeIsCalledBackAgain(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"product": "NUT"}], "start": true}
                → 201
                POST recalls/RC-00001/notices {}
                → 200
                POST recalls/RC-00001/release {"lots": [], "reason": "Fine"}
                → 422 invalid_value
                  errors/0/pointer: /lots
                POST recalls/RC-00001/release {"lots": [1], "reason": "Fine"}
                → 200
                  figures/delivered: 11
                POST recalls/RC-00001/widen {"scope": [{"lot": 1}], "reason": "The wrong lot was ticked"}
                → 200
                  figures/delivered: 56
                  lots/0/release_reason: null
                  lots/0/held: true
                  consignees/0/lots_not_told: true
                GET lots/1
                → 200
                  status: recalled
                POST recalls/RC-00001/withdraw {"reason": "All is well"}
                → 200
                GET lots/1
                → 200
                  status: released
                """)
        }
    }

    /// Whoever starts a draft starts what he has seen.
    @Test func aDraftThatWasChangedMeanwhileIsNotStarted() async throws {
        try await withAPI(of: RecallCompany.make(.sqlite)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}]}
                → 201
                  version: 1
                PATCH recalls/RC-00001 {"scope": [{"product": "NUT"}], "version": 1}
                → 200
                  version: 2
                PATCH recalls/RC-00001 {"reason": "Metal", "version": 1}
                → 409 changed_meanwhile
                POST recalls/RC-00001/start {"version": 1}
                → 409 changed_meanwhile
                POST recalls/RC-00001/start {"version": 2}
                → 200
                  state: started
                  events/1/detail: Holding 2 of 2 lots; OUT-00005 lost goods set aside; 4 customers have some.
                """)
        }
    }

    @Test func goodsThatNobodyHasAreSaidInWords() async throws {
        try await withAPI(of: RecallCompany.make(.sqlite)) { api in
            try api.walk(
                """
                POST products {"sku": "OAT", "name": "Oats", "unit": "kg", "tracking": "lot"}
                → 201
                POST receipts {"partner": "S1", "do": true, "lines": [{"product": "OAT", "quantity": 9, "numbers": ["O-1"]}]}
                → 201
                POST recalls/what-if {"scope": [{"product": "OAT", "number": "O-1"}, {"lot": 3}]}
                → 200
                  in_words: 2 numbers reach 1 customer. Of FIG 3 units are with 1 customer and 17 on hand. Of OAT none is with a customer and 9 kg on hand. Complete: yes.
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func aScopeIsSaidByNumbersDaysSuppliersAndExceptions(engine: SQLEngine) async throws {
        try await withAPI(of: RecallCompany.make(engine)) { api in
            try api.walk(
                """
                POST recalls/what-if {"scope": [{"product": "NUT"}], "except": [{"product": "NUT", "number": "N-2"}]}
                → 200
                  lots/0/number: N-1
                  lots/1: missing
                POST recalls/what-if {"scope": [{"product": "NUT"}]}
                → 200
                  lots/1/number: N-2
                  lot: null
                  totals/received: 150
                  in_words: 2 numbers reach 4 customers. Of NUT 56 units are with 4 customers and 94 on hand. Complete: yes.
                POST recalls/what-if {"scope": [{"supplier": "S1", "received_from": "2026-05-03", "received_to": "2026-05-03"}]}
                → 200
                  lots/2/number: N-2
                  totals: null
                POST recalls/what-if {"scope": [{"supplier": "S1", "received_to": "2026-05-02"}]}
                → 422 nothing_in_scope
                POST recalls/what-if {"scope": [{"product": "NUT", "expires_from": "2026-05-02"}]}
                → 422 nothing_in_scope
                POST recalls/what-if {"scope": [{"product": "NUT", "number": "N-9"}, {"product": "NIX"}]}
                → 422 not_found
                  errors/0/pointer: /scope/1/product
                POST recalls/what-if {"scope": [{"product": "NUT", "number": "N-9"}]}
                → 422 not_found
                  errors/0/pointer: /scope/0
                POST recalls/what-if {"scope": [{"product": "NUT", "from": "N-1"}]}
                → 422 invalid_value
                POST recalls/what-if {"scope": [{}]}
                → 422 invalid_value
                """)
        }
    }

    @Test func withTheSettingAnotherPersonStartsAndEnds() async throws {
        let company = try await RecallCompany.make(
            .sqlite, settings: Settings(lotsAndSerials: true, releaseNeedsSecondPerson: true))
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}]}
                → 201
                POST recalls/RC-00001/start {}
                → 422 second_person_required
                GET lots/1
                → 200
                  status: released
                """)
            let other = try api.post("tokens", #"{"name": "Eva", "role": "quality"}"#)["token"]
            let bearer = ("Authorization", "Bearer \(other)")
            #expect(try api.post("recalls/RC-00001/start", "{}", bearer).verdict == "200")
            let close = #"{"conclusion": "c"}"#
            #expect(try api.post("recalls/RC-00001/close", close, bearer).verdict == "422 second_person_required")
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func aDrillDrawsALotBySeedAndChangesNoStock(engine: SQLEngine) async throws {
        let company = try await RecallCompany.make(engine)
        let before = try await company.stock("NUT")
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST drills {"seed": 7, "start": true}
                → 201
                  number: DR-00001
                  state: started
                  seed: 7
                POST drills {"seed": 7}
                → 201
                  number: DR-00002
                POST drills/DR-00001/notices {}
                → 200
                GET recalls/DR-00001
                → 404 not_found
                GET lots?status=recalled
                → 200
                  items/0: missing
                POST drills/DR-00001/close {"conclusion": "Done in time"}
                → 200
                  state: closed
                GET drills
                → 200
                  items/0/number: DR-00002
                  items/1/number: DR-00001
                """)
            let lots = try ["DR-00001", "DR-00002"].map { try api.get("drills/\($0)")["lots/0/number"] }
            #expect(lots[0] == lots[1])
        }
        #expect(try await company.stock("NUT") == before)
    }

    /// R9: once a drill was gone through, the checklist's point is done.
    @Test func aDrillThatIsClosedTicksTheChecklist() async throws {
        try await withAPI(of: RecallCompany.make(.sqlite)) { api in
            try api.walk(
                """
                PATCH settings {"yearly_drill": true}
                → 200
                GET checklist
                → 200
                  points/3/code: drill
                  points/3/done: false
                POST drills {"start": true}
                → 201
                GET checklist
                → 200
                  points/3/done: false
                POST drills/DR-00001/close {"conclusion": "Done in time"}
                → 200
                GET checklist
                → 200
                  points/3/done: true
                """)
        }
    }

    @Test func aDraftThatIsNotWantedIsDiscarded() async throws {
        try await withAPI(of: RecallCompany.make(.sqlite)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"lot": 1}]}
                → 201
                  scope/0/in_words: lot N-1 of NUT
                POST recalls/RC-00001/withdraw {"reason": "The wrong lot"}
                → 200
                  state: withdrawn
                  started_at: null
                GET lots/1
                → 200
                  status: released
                """)
        }
    }

    /// What was an exception and is named by a widening is held and counted.
    @Test func aWideningMayNameWhatWasAnException() async throws {
        try await withAPI(of: RecallCompany.make(.sqlite)) { api in
            try api.walk(
                """
                POST recalls {"reason": "Glass", "scope": [{"product": "NUT"}], "except": [{"lot": 2}], "start": true}
                → 201
                  except/0/in_words: lot N-2 of NUT
                  lot_count: 1
                  figures/produced: 100
                POST recalls/RC-00001/widen {"scope": [{"lot": 2}], "reason": "That one too"}
                → 200
                  lot_count: 2
                  figures/produced: 150
                  figures/delivered: 56
                GET lots/2
                → 200
                  status: recalled
                """)
        }
    }

    @Test(arguments: SQLEngine.allCases)
    func aSuppliersNoticeIsReadIntoAScopeWithItsWords(engine: SQLEngine) async throws {
        let company = try await TestCompany(engine)
        try await company.product("22752")
        try await company.partner("S1", .supplier)
        for number in ["07110002", "07110005", "7110007", "07110020"] {
            try await company.post(.receipt, [company.line("22752", 5, number)], partner: "S1", answers: [:])
        }
        try await withAPI(of: company) { api in
            try api.walk(
                """
                POST recalls/read-notice {"text": "Item 22752, lots 07110002 thru 07110009, call 555-0199"}
                → 200
                  products/0: 22752
                  findings/0/words: 07110002 thru 07110009
                  findings/0/exact/0/number: 07110002
                  findings/0/exact/1/number: 07110005
                  findings/0/exact/2: missing
                  findings/0/near/0/number: 7110007
                  scope/0/product: 22752
                  scope/0/from: 07110002
                  scope/0/to: 07110009
                  scope/1: missing
                  unknown/0: 555-0199
                """)
        }
    }
}
