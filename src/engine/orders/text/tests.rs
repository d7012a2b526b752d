//! Packets there and back, and what is said of broken ones.

use proptest::collection::vec;
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::ids::*;
use crate::orders::*;
use crate::vocab::*;

fn fleet_ref() -> impl Strategy<Value = FleetRef> {
    prop_oneof![
        any::<u32>().prop_map(|id| FleetRef::Id(FleetId(id))),
        any::<u32>().prop_map(FleetRef::Temporary)
    ]
}

fn ships() -> impl Strategy<Value = Vec<ShipId>> {
    vec(any::<u32>().prop_map(ShipId), 0..4)
}

fn zero_turn() -> impl Strategy<Value = ZeroTurn> {
    let two = || (fleet_ref(), fleet_ref());
    let ship = || any::<u32>().prop_map(ShipId);
    prop_oneof![
        (fleet_ref(), ships(), any::<u32>()).prop_map(|(source, ships, temporary)| ZeroTurn::DetachShips {
            source,
            ships,
            temporary
        }),
        (two(), ships()).prop_map(|((source, target), ships)| ZeroTurn::TransferShips { source, target, ships }),
        two().prop_map(|(source, target)| ZeroTurn::MergeFleets { source, target }),
        (fleet_ref(), any::<u32>()).prop_map(|(fleet, quantity)| ZeroTurn::LoadMarines { fleet, quantity }),
        fleet_ref().prop_map(|fleet| ZeroTurn::UnloadMarines { fleet }),
        (ship(), ships()).prop_map(|(carrier, fighters)| ZeroTurn::LoadFighters { carrier, fighters }),
        (ship(), ships()).prop_map(|(carrier, fighters)| ZeroTurn::UnloadFighters { carrier, fighters }),
        (ship(), ship(), ships()).prop_map(|(source, target, fighters)| ZeroTurn::TransferFighters {
            source,
            target,
            fighters
        }),
        fleet_ref().prop_map(|fleet| ZeroTurn::Reactivate { fleet }),
    ]
}

fn colony_order() -> impl Strategy<Value = ColonyOrder> {
    let colony = || any::<u32>().prop_map(ColonyId);
    prop_oneof![
        (colony(), any::<[bool; 3]>()).prop_map(|(colony, [auto_repair, auto_load_marines, auto_load_fighters])| {
            ColonyOrder::Flags {
                colony,
                auto_repair,
                auto_load_marines,
                auto_load_fighters,
            }
        }),
        (colony(), any::<i64>()).prop_map(|(colony, units)| ColonyOrder::RepairIndustry { colony, units }),
        (colony(), any::<i64>()).prop_map(|(colony, permille)| ColonyOrder::RepairInfrastructure { colony, permille }),
        any::<u32>().prop_map(|id| ColonyOrder::ScrapShip { ship: ShipId(id) }),
        any::<u32>().prop_map(|id| ColonyOrder::ScrapGround { unit: GroundId(id) }),
        any::<(u32, bool)>().prop_map(|(id, acknowledge_queue_loss)| ColonyOrder::ScrapFacility {
            facility: FacilityId(id),
            acknowledge_queue_loss
        }),
        (colony(), colony(), any::<i64>()).prop_map(|(from, to, ptu)| ColonyOrder::Transfer { from, to, ptu }),
        colony().prop_map(|colony| ColonyOrder::Terraform { colony }),
        any::<u32>().prop_map(|id| ColonyOrder::CancelBuild { project: ProjectId(id) }),
        any::<u32>().prop_map(|id| ColonyOrder::WithdrawRepair { repair: RepairId(id) }),
    ]
}

fn fleet_order() -> impl Strategy<Value = FleetOrder> {
    let target = (maybe(any::<u32>()), maybe(any::<u32>()));
    (
        fleet_ref(),
        select(CommandKind::ALL),
        target,
        maybe(any::<u8>()),
        any::<i32>(),
    )
        .prop_map(|(fleet, command, (target, target_fleet), roe, priority)| FleetOrder {
            fleet,
            command,
            target: target.map(SystemId),
            target_fleet: target_fleet.map(FleetId),
            roe,
            priority,
        })
}

fn build() -> impl Strategy<Value = Build> {
    let product = prop_oneof![
        select(ShipClass::ALL).prop_map(Product::Ship),
        select(GroundKind::ALL).prop_map(Product::Ground),
        select(FacilityKind::ALL).prop_map(Product::Facility),
        Just(Product::Industry),
        Just(Product::IndustryBudget),
    ];
    (1u32..4, product, any::<u32>()).prop_map(|(colony, product, quantity)| Build {
        colony: ColonyId(colony),
        product,
        quantity,
    })
}

fn repair() -> impl Strategy<Value = RepairOrder> {
    let target = prop_oneof![
        any::<u32>().prop_map(|id| RepairTarget::Ship(ShipId(id))),
        any::<u32>().prop_map(|id| RepairTarget::Facility(FacilityId(id))),
        any::<u32>().prop_map(|id| RepairTarget::Ground(GroundId(id))),
    ];
    (1u32..4, target, maybe(any::<i32>())).prop_map(|(colony, target, priority)| RepairOrder {
        colony: ColonyId(colony),
        target,
        priority,
    })
}

fn research() -> impl Strategy<Value = Research> {
    let fields = 0..1u16 << TechField::COUNT;
    (any::<[i64; 3]>(), any::<[i64; 3]>(), fields).prop_map(|(liquidate, deposit, buy)| Research {
        liquidate,
        deposit,
        buy,
    })
}

fn espionage() -> impl Strategy<Value = Espionage> {
    let action = (select(EspionageAction::ALL), maybe(any::<u32>()), maybe(any::<u32>()));
    let action = action.prop_map(|(action, target, system)| SpyOrder {
        action,
        target: target.map(HouseId),
        system: system.map(SystemId),
    });
    (any::<[i64; 2]>(), vec(action, 0..4)).prop_map(|([buy_ebp, buy_cip], actions)| Espionage {
        buy_ebp,
        buy_cip,
        actions,
    })
}

fn diplomatic_order() -> impl Strategy<Value = DiplomaticOrder> {
    let house = || any::<u32>().prop_map(HouseId);
    let proposal = || any::<u32>().prop_map(ProposalId);
    prop_oneof![
        house().prop_map(|house| DiplomaticOrder::DeclareHostile { house }),
        house().prop_map(|house| DiplomaticOrder::DeclareEnemy { house }),
        house().prop_map(|house| DiplomaticOrder::SetNeutral { house }),
        (house(), select(ProposalKind::ALL)).prop_map(|(house, kind)| DiplomaticOrder::Propose { house, kind }),
        proposal().prop_map(|proposal| DiplomaticOrder::Accept { proposal }),
        proposal().prop_map(|proposal| DiplomaticOrder::Reject { proposal }),
    ]
}

/// Any packet.
fn packet() -> impl Strategy<Value = Packet> {
    let lists = (
        vec(zero_turn(), 0..5),
        vec(colony_order(), 0..5),
        vec(fleet_order(), 0..5),
    );
    let more = (
        vec(build(), 0..6),
        vec(repair(), 0..6),
        research(),
        espionage(),
        vec(diplomatic_order(), 0..4),
    );
    (any::<(u32, u32)>(), maybe(any::<u8>()), lists, more).prop_map(
        |((house, turn), tax, (zero_turn, colonies, fleets), (builds, repairs, research, espionage, diplomacy))| {
            Packet {
                house: HouseId(house),
                turn,
                orders: Orders {
                    tax,
                    zero_turn,
                    colonies,
                    fleets,
                    builds,
                    repairs,
                    research,
                    espionage,
                    diplomacy,
                },
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_is_read_back_equal(packet in packet()) {
        let text = write(&packet);
        let again = read("orders.kdl", &text);
        prop_assert_eq!(again.as_ref(), Ok(&packet), "{}", text);
        prop_assert_eq!(write(&again.expect("just compared")), text);
    }
}

/// A packet with an order of every sort in a form that the writer would not choose.
const SAMPLE: &str = r#"
// Comments are free.
orders turn=9 house=2 {
    fleet 8 "hold"
    fleet 5 { colonize 36 }
    fleet 7 { Move to=35 roe=4; }
    fleet "new-1" { join-fleet target=8 priority=-2 }
    fleet 9 patrol at=12
    build 2 { ship "LightCruiser" quantity=2; facility "Shipyard" }
    build 2 { industry quantity=10 }
    build 3 { ground "GroundBattery" }
    repair 2 { ship 42 priority=1; facility 3; ground 15 }
    zero-turn {
        detach-ships from=5 new=1 11 12
    }
    colonies { scrap-facility facility=3 acknowledge-queue-loss=#true; terraform colony=2 }
    zero-turn { merge-fleets into=5 from="new-1" }
    tax 55
    research { buy "WEP" "cst"; deposit mrp=50; liquidate srp=4 }
    espionage { tech-theft target=1; invest cip=2; counter-intel-sweep }
}
"#;

const CANONICAL: &str = r#"orders house=2 turn=9 {
    tax 55
    zero-turn {
        detach-ships 11 12 from=5 new=1
        merge-fleets from="new-1" into=5
    }
    colonies {
        scrap-facility facility=3 acknowledge-queue-loss=#true
        terraform colony=2
    }
    fleet 8 { hold }
    fleet 5 { colonize to=36 }
    fleet 7 { move to=35 roe=4 }
    fleet "new-1" { join-fleet target=8 priority=-2 }
    fleet 9 { patrol to=12 }
    build 2 {
        ship "light-cruiser" quantity=2
        facility "shipyard"
        industry quantity=10
    }
    build 3 {
        ground "ground-battery"
    }
    repair 2 {
        ship 42 priority=1
        facility 3
        ground 15
    }
    research {
        liquidate srp=4
        deposit mrp=50
        buy "cst" "wep"
    }
    espionage {
        invest cip=2
        tech-theft target=1
        counter-intel-sweep
    }
}
"#;

#[test]
fn writing_is_canonical() {
    let packet = read("sample.kdl", SAMPLE).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(write(&packet), CANONICAL);
    assert_eq!(packet.count(), 23);
    assert_eq!(read("canonical.kdl", CANONICAL), Ok(packet));
}

#[test]
fn a_house_may_have_nothing_to_say() {
    let silent = read("orders.kdl", "orders house=1 turn=1 {}\n").expect("an empty packet is one");
    assert_eq!((&silent.orders, silent.count()), (&Orders::default(), 0));
    assert_eq!(write(&silent), "orders house=1 turn=1 {}\n");
    assert_eq!(read("orders.kdl", "orders house=1 turn=1"), Ok(silent));
}

/// What is said of a text: line, column, message and help of every mistake.
fn faults(text: &str) -> Vec<String> {
    let faults = read("orders.kdl", text).expect_err("it is broken");
    let tell = |fault: &Diagnostic| {
        let help = fault
            .help
            .as_deref()
            .map(|help| format!(" ({help})"))
            .unwrap_or_default();
        format!("{}:{} {}{help}", fault.line, fault.column, fault.message)
    };
    faults.iter().map(tell).collect()
}

#[test]
fn all_mistakes_are_told_at_once_with_their_places() {
    let text = r#"orders house=1 trun=3 {
    tax 300
    tax 20
    zero-turn {
        detach-ship 11 from=5 new=1
        merge-fleets from=5
        load-marines fleet=3 quantity=-1
        reactivate fleet="old-1" now=#true
    }
    fleet 8 { patroll to=4 }
    fleet 9
    fleet 9 { move to=4; hold }
    fleet x { hold }
    build 2 { ship "cruser"; wall; facility; industry 5 }
    build { ship "scout" }
    espionage { tech_theft target=2 system="home"; invest ebp=1 ebp=2 }
    research 5 { buy "magic" }
}
"#;
    let expected = [
        "1:1 `orders` needs `turn=`: a whole number from 0 to 4294967295",
        "1:16 unknown property `trun` (did you mean `turn`?)",
        "2:9 `tax` takes a whole number from 0 to 255; found 300",
        "3:5 duplicate key `tax` (remove one of the two)",
        "5:9 unknown key `detach-ship` (did you mean `detach-ships`?)",
        "6:9 `merge-fleets` needs `into=`: the number of a fleet, or \"new-1\" for one detached in this packet",
        "7:30 `quantity` takes a whole number from 0 to 4294967295; found -1",
        "8:20 `fleet` takes the number of a fleet, or \"new-1\" for one detached in this packet; found \"old-1\"",
        "8:34 unknown property `now` (known here: fleet)",
        "10:15 unknown fleet command `patroll` (did you mean `patrol`?)",
        "11:5 `fleet` takes one command",
        "12:5 `fleet` takes one command",
        "13:11 `fleet` takes the number of a fleet",
        "14:20 `ship` takes one of corvette, ",
        "14:30 unknown line `wall` (known here: ship, ",
        "14:36 `facility` begins with one of spaceport, ",
        "14:55 `industry` does not take 5 here",
        "15:5 `build` begins with the number of a colony",
        "16:37 `system` takes the number of a system; found \"home\"",
        "16:65 `ebp` is given twice",
        "17:14 `research` does not take 5 here",
        "17:22 `buy` takes one of sl, ",
    ];
    let found = faults(text);
    for (found, start) in found.iter().zip(expected) {
        assert!(found.starts_with(start), "{found} is not {start}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn what_is_no_packet_is_refused() {
    assert_eq!(
        faults("")[0],
        "1:1 missing key `orders` (orders: orders house=1 turn=1 { … })"
    );
    assert_eq!(
        faults("order house=1 turn=1")[0],
        "1:1 unknown key `order` (did you mean `orders`?)"
    );
    assert!(faults("orders house=1 turn=1 {}\norders house=2 turn=1 {}")[0].starts_with("2:1 duplicate key"));
    assert!(faults("orders house=1 turn=1 {")[0].starts_with("1:"));
}
