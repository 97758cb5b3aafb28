/// A consignee with the notice for him and where he answers.
public struct NoticeView: Sendable, Equatable {
    public let consigned: Consigned
    /// What signs his next answer: the part of the address after `/r/`.
    public let token: String
    public let text: NoticeText

    public init(consigned: Consigned, token: String, text: NoticeText) {
        self.consigned = consigned
        self.token = token
        self.text = text
    }
}
