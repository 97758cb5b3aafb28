import StockDomain
import Testing

@testable import WebServer

@Suite struct ProblemTests {
    @Test(arguments: [
        (Refusal.Kind.unreadable, 400), (.unauthorised, 401), (.forbidden, 403), (.notFound, 404), (.conflict, 409),
        (.rule, 422),
        (.unavailable, 503),
    ])
    func eachKindOfRefusalHasItsStatus(kind: Refusal.Kind, status: Int) {
        let problem = Problem(Refusal(kind, "some_code", "Because."))
        #expect(problem.status == status)
        #expect(problem.headers.first("retry-after") == (kind == .unavailable ? "1" : nil))
        #expect(problem.headers.first("www-authenticate") == (kind == .unauthorised ? "Bearer" : nil))
    }

    @Test func faultsStandUnderErrors() {
        let refusal = Refusal.rule("number_required", "A lot number is missing.", at: "/lines/0/numbers")
        #expect(
            Problem(refusal).json.text == """
                {"code":"number_required","detail":"A lot number is missing.","errors":[{"code":"number_required",\
                "detail":"A lot number is missing.","pointer":"/lines/0/numbers"}],"status":422,\
                "title":"Unprocessable Content","type":"about:blank"}
                """)
    }

    @Test func questionsAndCandidatesStandUnderTheirNames() {
        let question = Question(id: "a:b", code: "lot_exists", detail: "Same?", answers: ["same", "new"])
        let asked = Problem(.asking([question])).json
        #expect(asked["code"] == "question")
        #expect(asked["questions"]?[0]?["answers"] == ["same", "new"])
        let candidate = Candidate(type: "lot", id: 7, label: "LOT-7", product: nil, foundBy: "number")
        let ambiguous = Problem(Refusal(.conflict, "ambiguous_number", "Which?", candidates: [candidate])).json
        #expect(
            ambiguous["candidates"]?[0]?.text
                == #"{"found_by":"number","id":7,"label":"LOT-7","product":null,"type":"lot"}"#)
    }

    @Test func theAnswerIsAProblemDocument() {
        let response = Problem.methodNotAllowed("GET, HEAD").response()
        #expect(response.contentType == "application/problem+json")
        #expect(response.headers.first("Allow") == "GET, HEAD")
    }
}
