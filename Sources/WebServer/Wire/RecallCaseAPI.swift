import StockDomain
import StockOperations

extension RecallView {
    /// Lots beyond this many are counted, not listed.
    private static let mostLots = 1_000

    /// A case as the API gives it.
    var json: JSON {
        recall.json.adding([
            "call_list": JSON(callList.map(\.partner.code)),
            "consignees": JSON(consigned.map(\.json)),
            "created_by": .string(createdBy),
            "differences": JSON(differences.map(\.json)),
            "ended_by": JSON(endedBy),
            "events": JSON(events.map(\.json)),
            "except": JSON(terms.filter(\.isException).map(\.json)),
            "figures": figures.json,
            "in_words": .string(reach.inWords),
            "lot_count": JSON(lots.count),
            "lots": JSON(lots.prefix(RecallView.mostLots).map(\.json)),
            "milestones": milestones.json,
            "scope": JSON(terms.filter { !$0.isException }.map(\.json)),
            "silent": JSON(silent.map(\.partner.code)),
            "started_by": JSON(startedBy),
            "unreachable": JSON(unreachable.map(\.json)),
            "what_if": recall.state == .draft ? reach.json : .null,
        ])
    }
}

extension StartedRecall {
    /// The case with the documents that lost goods.
    var json: JSON { view.json.adding(["documents": JSON(freed.map(\.json))]) }
}

extension RecallCase {
    /// What somebody has set about a case.
    var json: JSON {
        [
            "check_level": .string(checks.level.rawValue), "check_percent": JSON(checks.percent),
            "class": JSON(hazardClass?.rawValue), "conclusion": JSON(conclusion), "contact": JSON(wording.contact),
            "created_at": JSON(created.at), "depth": .string(depth.rawValue), "drill": .bool(isDrill),
            "ended_at": JSON(ended?.at), "expected_end": JSON(expectedEnd),
            "goods_kind": .string(wording.goodsKind.rawValue), "hazard": JSON(wording.hazard),
            "id": JSON(id.rawValue), "instructions": JSON(wording.instructions), "number": .string(number),
            "reason": .string(reason),
            "round": JSON(round), "seed": JSON(seed), "started_at": JSON(started?.at), "state": .string(state.rawValue),
            "template": JSON(wording.template), "version": JSON(version),
        ]
    }
}

extension RecallHead {
    /// One case of a list.
    var json: JSON {
        recall.json.adding([
            "consignee_count": JSON(consignees), "lot_count": JSON(lots), "responded": JSON(responded),
        ])
    }
}

extension RecallReach {
    /// A recall scope over all of it; the sums only where they are of one product (R45b).
    var json: JSON {
        guard case .object(let members) = scope.json else { return .null }
        let whole = members.map { member in
            switch member.key {
            case "in_words": JSON.Member("in_words", .string(inWords))
            case "lot": JSON.Member("lot", named.count == 1 ? member.value : .null)
            case "totals": JSON.Member("totals", isOfOneProduct ? member.value : .null)
            default: member
            }
        }
        return JSON.object(whole).adding([
            "lots": JSON(named.prefix(1_000).map(\.json)), "value": value.json,
        ])
    }
}

extension GoodsValue {
    fileprivate var json: JSON {
        [
            "currency": JSON(currency), "delivered": JSON(delivered), "on_hand": JSON(onHand), "total": JSON(total),
            "unknown": JSON(unknown.map(\.sku)),
        ]
    }
}

// MARK: - Parts

extension ScopeRound {
    fileprivate var json: JSON { term.json.adding(["round": JSON(round)]) }
}

extension ScopeTerm {
    var json: JSON {
        [
            "expires_from": JSON(expires.from), "expires_to": JSON(expires.to), "from": JSON(numbers?.first.text),
            "in_words": .string(inWords), "lot": JSON(lot?.rawValue), "number": JSON(number?.text),
            "produced_from": JSON(produced.from), "produced_to": JSON(produced.to), "product": JSON(product),
            "received_from": JSON(received.from), "received_to": JSON(received.to), "supplier": JSON(supplier),
            "supplier_number": JSON(supplierNumber), "to": JSON(numbers?.last.text),
        ]
    }
}

extension RecalledLot {
    fileprivate var json: JSON {
        [
            "held": .bool(isHeld), "held_with": JSON(heldWith), "lot": JSON(lot.id?.rawValue),
            "named": .bool(isNamed), "number": JSON(lot.number), "product": .string(lot.product.sku),
            "released_at": JSON(released?.at), "release_reason": JSON(released?.reason), "round": JSON(round),
        ]
    }
}

extension Consigned {
    var json: JSON {
        [
            "address": JSON(partner.address), "answers": JSON(answers.map(\.json)), "check": check?.json ?? .null,
            "email": JSON(partner.email), "lots_not_told": .bool(hasLotsNotTold), "name": .string(partner.name),
            "notified_at": JSON(notifiedAt), "partner": .string(partner.code), "phone": JSON(partner.phone),
            "products": JSON(goods.map(\.json)),
            "quantity": goods.count == 1 ? JSON(goods[0].delivered) : .null,
            "reminders": JSON(notices.count(where: \.isReminder)), "responded_at": JSON(respondedAt),
            "round": JSON(round), "to_be_called": .bool(isToBeCalled),
        ]
    }
}

extension ConsignedGoods {
    fileprivate var json: JSON {
        [
            "beyond": JSON(beyond), "corrected": JSON(corrected), "delivered": JSON(delivered),
            "destroyed": JSON(destroyed), "have": JSON(said.have), "lots": JSON(lots.map(\.json)), "now": JSON(now),
            "product": .string(product.sku), "recovered": JSON(recovered), "returned": JSON(returned),
            "sold": JSON(sold), "unit": .string(product.unit),
        ]
    }
}

extension ConsignedLot {
    fileprivate var json: JSON {
        [
            "lot": JSON(lot.id?.rawValue), "number": JSON(lot.number), "quantity": JSON(quantity),
            "round": JSON(round),
        ]
    }
}

extension RecallAnswer {
    fileprivate var json: JSON {
        [
            "answered_at": JSON(at), "by": JSON(writtenBy), "comment": JSON(comment),
            "corrected": JSON(amounts.corrected), "destroyed": JSON(amounts.destroyed), "have": JSON(amounts.have),
            "returned": JSON(amounts.returned), "sold": JSON(amounts.sold),
        ]
    }
}

extension EffectivenessCheck {
    fileprivate var json: JSON {
        [
            "by": JSON(outcome?.by), "comment": JSON(outcome?.comment), "done_at": JSON(outcome?.at),
            "effective": JSON(outcome?.wasEffective), "method": JSON(outcome?.method.rawValue),
        ]
    }
}

extension RecallDifference {
    var json: JSON {
        [
            "frozen": JSON(frozen), "name": .string(partner.name), "now": JSON(now), "partner": .string(partner.code),
            "product": .string(product.sku),
        ]
    }
}

extension RecallEvent {
    fileprivate var json: JSON {
        ["actor": JSON(actor), "at": JSON(at), "code": .string(code), "detail": .string(detail)]
    }
}

extension RecallMilestones {
    var json: JSON {
        JSON(
            passed.map { passed -> JSON in
                [
                    "at": JSON(passed.at), "milestone": .string(passed.milestone.rawValue),
                    "seconds": JSON(seconds(to: passed.milestone)),
                ]
            })
    }
}

// MARK: - Figures

extension RecallFigures {
    /// Counts, and the amounts where all is of one product; `products` has them for each.
    var json: JSON {
        let counts: JSON = [
            "checks_done": JSON(checksDone), "checks_failed": JSON(checksFailed), "checks_needed": JSON(checksNeeded),
            "consignees": JSON(consignees), "notified": JSON(notified),
            "notified_percent": JSON(notifiedShare?.percent), "responded": JSON(responded),
            "responded_percent": JSON(respondedShare?.percent), "products": JSON(products.map(\.json)),
            "together": together?.json ?? .null,
        ]
        return counts.adding(only?.amounts ?? .object(ProductFigures.names.map { JSON.Member($0, .null) }))
    }
}

extension FiguresTogether {
    fileprivate var json: JSON {
        [
            "accounted": JSON(accounted), "accounted_percent": JSON(accountedShare?.percent),
            "delivered": JSON(delivered), "factors": JSON(factors.map(\.json)), "on_hand": JSON(balance.onHand),
            "produced": JSON(produced), "recovered": JSON(recovered),
            "recovered_percent": JSON(recoveredShare?.percent), "unit": .string(unit),
        ]
    }
}

extension ProductFigures {
    fileprivate static let names = [
        "accounted", "accounted_percent", "beyond", "consumed", "corrected", "delivered", "destroyed", "free", "have",
        "held",
        "in_transit", "on_hand", "produced", "recovered", "recovered_percent", "reserved", "returned", "sold",
        "written_off",
    ]

    fileprivate var amounts: JSON {
        [
            "accounted": JSON(accounted), "accounted_percent": JSON(accountedShare?.percent), "beyond": JSON(beyond),
            "consumed": JSON(balance.consumed), "corrected": JSON(corrected), "delivered": JSON(delivered),
            "destroyed": JSON(destroyed), "free": JSON(free), "have": JSON(have), "held": JSON(held),
            "in_transit": JSON(balance.inTransit), "on_hand": JSON(balance.onHand), "produced": JSON(produced),
            "recovered": JSON(recovered), "recovered_percent": JSON(recoveredShare?.percent),
            "reserved": JSON(reserved), "returned": JSON(returned), "sold": JSON(sold),
            "written_off": JSON(writtenOff),
        ]
    }

    fileprivate var json: JSON {
        amounts.adding(["product": .string(product.sku), "unit": .string(product.unit)])
    }
}

extension StatusReport {
    func json(_ view: RecallView) -> JSON {
        [
            "as_of": JSON(view.now), "consignees": JSON(view.consigned.map(\.json)), "figures": view.figures.json,
            "number": .string(view.recall.number),
            "points": JSON(
                points.enumerated().map { index, point -> JSON in
                    ["number": JSON(index + 1), "text": .string(point.text), "title": .string(point.title)]
                }),
            "rows": JSON(rows.map(\.json)),
        ]
    }
}

extension NoticeView {
    /// - Parameter link: the whole address.
    func json(link: String) -> JSON {
        [
            "address": JSON(consigned.partner.address), "email": JSON(consigned.partner.email), "link": .string(link),
            "lots_not_told": .bool(consigned.hasLotsNotTold), "mails": JSON(consigned.mails.map(\.json)),
            "mailto": JSON(mailto),
            "name": .string(consigned.partner.name),
            "partner": .string(consigned.partner.code), "phone": JSON(consigned.partner.phone),
            "responded_at": JSON(consigned.respondedAt), "sent": JSON(consigned.notices.map(\.json)),
            "sent_at": JSON(consigned.notifiedAt), "subject": .string(text.subject), "text": .string(text.body),
            "to_be_called": .bool(consigned.isToBeCalled),
        ]
    }
}

extension MailedNotices {
    /// The case with what came of each mail.
    var json: JSON {
        view.json.adding([
            "mails": JSON(
                results.map { result -> JSON in
                    [
                        "at": JSON(result.outcome.at), "detail": .string(result.outcome.detail),
                        "partner": .string(result.partner), "sent": .bool(result.outcome.wasSent),
                    ]
                }), "mails_left": JSON(left),
        ])
    }
}

extension NoticeMail {
    /// `sent` is null while it is under way, or where nobody knows.
    fileprivate var json: JSON {
        [
            "at": JSON(outcome?.at ?? begunAt), "by": .string(by), "detail": JSON(outcome?.detail),
            "reminder": .bool(isReminder), "sent": JSON(outcome?.wasSent),
        ]
    }
}

extension SentNotice {
    fileprivate var json: JSON {
        [
            "at": JSON(at), "by": .string(by), "method": .string(method.rawValue), "reminder": .bool(isReminder),
            "text": .string(text),
        ]
    }
}
