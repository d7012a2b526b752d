//! The golden game (rulebook 31 §11.1): a script of twelve turns that puts something into every column of
//! `house_turns`. The moves stand in `golden/script.kdl`; `$name` there is a thing of the position.

mod position;

use super::*;
use crate::events::column::{Data, Values};
use crate::events::{EventTable, HouseTurns};
use crate::orders::text;
use crate::state::flows::Flows;
use crate::state::row::Row;
use position::{Board, position};

const H3: HouseId = HouseId(3);
const H4: HouseId = HouseId(4);
const TURNS: u32 = 12;
const SCRIPT: &str = include_str!("golden/script.kdl");

/// Columns that the game does not fill, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// The packets of a turn.
fn packets(board: &Board, turn: u32) -> Vec<Option<Orders>> {
    let mut script = SCRIPT.to_string();
    // Longer names first: one may begin another.
    let mut names: Vec<_> = board.names.iter().collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    for (name, id) in names {
        script = script.replace(&format!("${name}"), &id.to_string());
    }
    let mut packets = vec![Some(Orders::default()); 4];
    for part in script.split("\norders ").skip(1) {
        let packet = text::read("script.kdl", &format!("orders {part}")).unwrap_or_else(|faults| panic!("{faults:?}"));
        if packet.turn == turn {
            packets[packet.house.index() - 1] = Some(packet.orders);
        }
    }
    packets
}

/// The game, played.
fn game() -> Game {
    let board = position();
    let mut game = testing::game("standard-4-player", 1);
    game.take_log();
    *game.state_mut() = board.state.clone();
    for turn in 1..=TURNS {
        assert_eq!((game.turn(), game.outcome()), (turn, None));
        game.resolve(&packets(&board, turn));
        testing::assert_sound(game.state());
        assert_eq!(audit(game.log(), turn), [], "turn {turn}");
    }
    game
}

/// The columns that are 0 or null in every row.
fn empty(rows: &HouseTurns) -> Vec<String> {
    let columns = rows.specs().into_iter().zip(rows.data());
    let empty = columns.filter(|(_, data)| !(0..rows.rows()).any(|row| is_filled(data, row)));
    empty.map(|(spec, _)| spec.name).collect()
}

fn is_filled(data: &Data, row: usize) -> bool {
    if let Some(known) = &data.validity {
        return known[row];
    }
    match &data.values {
        Values::Bool(values) => values[row],
        Values::U8(values) => values[row] != 0,
        Values::U16(values) => values[row] != 0,
        Values::U32(values) => values[row] != 0,
        Values::I32(values) => values[row] != 0,
        Values::I64(values) => values[row] != 0,
        Values::F32(values) => values[row] != 0.0,
    }
}

#[test]
fn every_column_is_filled_in_the_golden_game() {
    let exceptions: Vec<&str> = EXCEPTIONS.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        empty(&game().log().house_turns),
        exceptions,
        "columns that are never filled, and exceptions; new columns need moves in script.kdl"
    );
}

/// The flows of a house and turn whose names begin with a word, without those that are 0.
fn flows(game: &Game, turn: u32, house: HouseId, word: &str) -> Vec<(String, i64)> {
    let rows = &game.log().house_turns;
    let row = (0..rows.rows()).find(|&row| (rows.stocks.turn[row], rows.stocks.house[row]) == (turn, house));
    let row = row.expect("a row for each house and turn");
    let columns = Flows::columns().into_iter().zip(&rows.flows);
    let named = columns.filter_map(|(column, values)| Some((column.name.strip_prefix(word)?.to_string(), values[row])));
    named
        .filter(|(name, value)| *value != 0 && !["prev", "open"].contains(&name.as_str()))
        .collect()
}

fn told<const N: usize>(flows: [(&str, i64); N]) -> Vec<(String, i64)> {
    flows.map(|(name, value)| (name.to_string(), value)).to_vec()
}

/// 19 systems for four houses: M is 6.383, a ship 6, a victory 19, a colony 31, a starbase 31, a planet 63, a level 12.
#[test]
fn p7_p9_p15_prestige_of_the_golden_game() {
    let game = game();
    let of = |turn, house| flows(&game, turn, house, "prestige_");
    assert_eq!(of(1, H1), told([("tech", 24), ("liquidation", -5)]));
    let first = [
        ("colony", 31),
        // 18 warships, laid-up ones too, but not the one in the drydock; a destroyer was lost.
        ("kills", 18 * 6 - 6),
        ("starbase", 62),
        // Three victories and a defeat. Nobody earns a draw.
        ("victory", 38),
        ("conquest", 3 * 63),
        ("espionage", 5),
        ("espionage_suffered", -50 - 7 - 3),
        ("espionage_failed", 3 * -2),
        ("over_investment", -5),
        ("blockade", -2),
        ("elimination", 19),
    ];
    assert_eq!(of(2, H1), told(first));
    let second = [
        ("kills", -102),
        ("starbase", -62),
        ("victory", -38),
        ("conquest_lost", -63),
        ("espionage", 30 + 30 + 10 + 50),
        ("tax_low", 2 * 2),
    ];
    assert_eq!(of(2, H2), told(second));
    let third = [
        ("conquest_lost", 2 * -63),
        ("espionage_suffered", -70),
        ("elimination", -19),
    ];
    assert_eq!(of(2, H3), told(third));
    // A race for a system won, 100 % taxes, and debts turn after turn.
    let fourth = |shortfall| told([("tax_high", -25), ("shortfall", shortfall)]);
    assert_eq!(of(2, H4)[..1], told([("colony", 31)]));
    assert_eq!(of(2, H4)[1..], fourth(-5));
    assert_eq!(of(4, H4), fourth(-9));
}

#[test]
fn an_orbit_lost_costs_one_of_each_class() {
    let game = game();
    let lost = flows(&game, 2, H2, "lost_");
    let ships: Vec<_> = ShipClass::ALL.iter().map(|class| class.name()).collect();
    assert_eq!(lost.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ships);
    assert_eq!(
        flows(&game, 2, H2, "ships_lost_"),
        told([("other", 1)]),
        "in the drydock"
    );
}

/// Words, standing and disgrace: house 2 makes peace with house 4, which has declared against house 1; house 3 is out.
#[test]
fn relations_and_standing_of_the_golden_game() {
    let game = game();
    let of = |turn, house, word| flows(&game, turn, house, word);
    assert_eq!(of(1, H2, "declared_"), told([("enemy", 1)]));
    assert_eq!(of(1, H4, "declared_"), told([("hostile", 1)]));
    assert_eq!(of(1, H4, "proposals_"), told([("made", 1)]));
    assert_eq!(of(2, H4, "proposals_"), told([("accepted", 1)]));
    let rows = &game.log().house_turns.stocks;
    let row = |turn, house: HouseId| rows.row((turn as usize - 1) * 4 + house.index() - 1);
    let relations = |turn, house| {
        let row = row(turn, house);
        (row.rel_neutral, row.rel_hostile, row.rel_enemy)
    };
    assert_eq!(relations(1, H2), (0, 0, 3));
    assert_eq!(relations(2, H2), (1, 0, 1), "peace with house 4, and house 3 is out");
    assert_eq!([1, 2, 12].map(|turn| row(turn, H3).status), {
        use Standing::*;
        [Active, Eliminated, Eliminated]
    });
    assert_eq!(
        [1, 2, 3, 12].map(|turn| row(turn, H4).neg_prestige_turns),
        [0, 1, 2, 11]
    );
}
