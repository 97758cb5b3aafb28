import StockDomain

/// Notes on a case and files kept with it: letters, photos, certificates of destruction.
public func recallPapersPage(
    _ frame: Frame, _ recall: RecallCase, _ papers: Papers, _ forms: PageForms, clock: PageClock
) -> HTML {
    frame.page(
        title: "Notes and files of \(recall.number)", section: .recall, notices: forms.values.notices,
        content: """
            \(recallTabs(recall, current: .papers))
            \(notesAndFiles(papers, at: recallAddress(recall), forms, clock))
            """)
}
