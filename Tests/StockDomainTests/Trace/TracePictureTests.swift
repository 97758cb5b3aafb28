import Testing

@testable import StockDomain

/// Few enough boxes to be read, whatever the size of a trace (R44).
@Suite struct TracePictureTests {
    private static let story = """
        receive IN-1 NUTS FLOUR/F1 60
        receive IN-2 NUTS FLOUR/F2 40
        use MO-1 - FLOUR/F1 60
        use MO-1 - FLOUR/F2 40
        use MO-1 - WATERkg/- 30
        make MO-1 - BREAD/B1 20
        make MO-1 - BREAD/B2 20
        deliver OUT-1 C1 BREAD/B1 8
        deliver OUT-2 C2 BREAD/B1 1
        """

    private func picture(most: Int) -> TracePicture {
        let story = Story(asked: "B1", Self.story)
        let facts = TraceFacts(
            recall: story.facts, steps: story.everyStep, unnumberedInputs: story.facts.unnumberedOutputs)
        return TracePicture(Trace(facts, .both), most: most)
    }

    private func words(_ picture: TracePicture) -> [String] {
        picture.boxes.map { box in
            "\(box.level) \(box.lots.map { $0.number ?? "-" }.joined(separator: "+"))\(box.isAsked ? " asked" : "")"
                + "\(box.isBoundary ? " ends" : "")\(box.customers > 0 ? " to \(box.customers)" : "")"
        }
    }

    private func arrows(_ picture: TracePicture) -> [String] {
        picture.arrows.map { arrow in
            "\(arrow.from)>\(arrow.to) \(arrow.quantity.map { "\($0) \(arrow.unit)" } ?? "mixed")"
        }
    }

    @Test func everyLotHasABoxWhileTheyAreFew() {
        let picture = picture(most: 200)
        #expect(words(picture) == ["-1 F1", "-1 F2", "-1 - ends", "0 B1 asked to 2"])
        #expect(picture.boxes[0].suppliers == ["NUTS"])
        #expect(arrows(picture) == ["0>3 60 pcs", "1>3 40 pcs", "2>3 30 kg"])
        #expect(picture.arrows[0].share == Share(millionths: 600_000))
    }

    @Test func lotsOfAProductAtALevelStandTogetherWhenThereAreMany() {
        let picture = picture(most: 3)
        #expect(words(picture) == ["-1 F1+F2", "-1 - ends", "0 B1 asked to 2"])
        #expect(arrows(picture) == ["0>2 100 pcs", "1>2 30 kg"])
    }

    @Test func kilogramsAndPacksAreNotAddedWhenALevelStandsTogether() {
        let picture = picture(most: 2)
        #expect(words(picture) == ["-1 F1+F2+-", "0 B1 asked to 2"])
        #expect(arrows(picture) == ["0>1 mixed"])
    }
}
