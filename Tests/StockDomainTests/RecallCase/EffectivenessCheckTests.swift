import StockDomain
import Testing

@Suite struct EffectivenessCheckTests {
    @Test(
        arguments: [
            (CheckPlan(level: .all), 47, 47), (CheckPlan(level: .some, percent: 30), 47, 15),
            (CheckPlan(level: .tenth), 47, 5), (CheckPlan(level: .tenth), 40, 4), (CheckPlan(level: .fiftieth), 47, 1),
            (CheckPlan(level: .fiftieth), 51, 2), (CheckPlan(level: .none), 47, 0), (CheckPlan(level: .tenth), 0, 0),
        ])
    func theShareIsRoundedUp(plan: CheckPlan, consignees: Int, needed: Int) {
        #expect(plan.needed(of: consignees) == needed)
    }

    @Test func theSameSeedDrawsTheSameAndAnotherOneOthers() {
        let partners = (1...200).map { PartnerID($0) }
        let plan = CheckPlan(level: .tenth)
        let first = plan.draw(from: partners, drawn: [], seed: 7)
        #expect(first == plan.draw(from: partners, drawn: [], seed: 7))
        #expect(first != plan.draw(from: partners, drawn: [], seed: 8))
        #expect(Set(first).count == 20)
    }

    @Test func aWideningDrawsOnlyWhatIsMissingAndNobodyTwice() {
        let plan = CheckPlan(level: .tenth)
        let before = plan.draw(from: (1...100).map { PartnerID($0) }, drawn: [], seed: 7)
        let more = plan.draw(from: (1...150).map { PartnerID($0) }, drawn: Set(before), seed: 8)
        #expect(more.count == 5)
        #expect(Set(more).isDisjoint(with: before))
    }

    @Test(
        arguments: [
            (CheckPlan(level: .some, percent: 10), false), (CheckPlan(level: .some, percent: 11), true),
            (CheckPlan(level: .some, percent: 100), false), (CheckPlan(level: .some), false),
            (CheckPlan(level: .all, percent: 50), false), (CheckPlan(level: .tenth), true),
        ])
    func onlyLevelBHasAShareOfItsOwn(plan: CheckPlan, isFine: Bool) {
        #expect(((try? plan.check()) != nil) == isFine)
    }
}
