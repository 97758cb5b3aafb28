/// One origin of a lot: who delivered it and under which number of his (R10a).
public struct LotSource: Hashable, Sendable {
    public let partnerID: PartnerID?
    public let supplierNumber: String?

    public init(partnerID: PartnerID?, supplierNumber: String?) {
        self.partnerID = partnerID
        self.supplierNumber = supplierNumber
    }
}
