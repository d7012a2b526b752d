//! What must hold for every map (rulebook 02 §8).

use super::hex::HUB;
use super::lanes::Link;
use crate::ids::SystemId;
use crate::rules::starmap::Starmap;
use crate::setup::SetupError;

/// Checks a map of `systems` systems with these lanes and homeworlds.
///
/// # Errors
/// [`SetupError::BadMap`] with the first rule that does not hold.
pub fn check(
    rules: &Starmap,
    systems: usize,
    links: &[Link],
    homeworlds: &[SystemId],
    houses: u32,
) -> Result<(), SetupError> {
    let demand = |holds: bool, what: String| if holds { Ok(()) } else { Err(SetupError::BadMap(what)) };
    let mut different = homeworlds.to_vec();
    different.sort_unstable();
    different.dedup();
    demand(
        different.len() == houses as usize && homeworlds.len() == different.len() && !different.contains(&HUB),
        format!("{houses} houses need as many different homeworlds outside of the hub"),
    )?;
    let mut pairs: Vec<(SystemId, SystemId)> = links.iter().map(|&(a, b, _)| (a, b)).collect();
    pairs.sort_unstable();
    for &(a, b) in &pairs {
        let exist = a >= HUB && b.index() <= systems;
        demand(a < b && exist, format!("a lane from {a} to {b} cannot be"))?;
    }
    demand(
        pairs.windows(2).all(|two| two[0] != two[1]),
        "two systems are linked twice".to_string(),
    )?;
    let lanes_of = |system: SystemId| links.iter().filter(move |link| link.0 == system || link.1 == system);
    let hub = lanes_of(HUB).count();
    demand(
        hub == rules.hub.guaranteed_lane_count as usize,
        format!("the hub has {hub} lanes"),
    )?;
    for &homeworld in homeworlds {
        let lanes = lanes_of(homeworld).count();
        let right_class = lanes_of(homeworld).all(|link| link.2 == rules.homeworld.guaranteed_lane_type);
        demand(
            lanes == rules.homeworld.guaranteed_lane_count as usize && right_class,
            format!("homeworld {homeworld} has {lanes} lanes, or one of the wrong class"),
        )?;
    }
    let reached = reached_from_hub(systems, &pairs);
    demand(
        reached == systems,
        format!("only {reached} of {systems} systems can be reached from the hub"),
    )
}

/// How many systems are connected with the hub.
fn reached_from_hub(systems: usize, pairs: &[(SystemId, SystemId)]) -> usize {
    let mut ends = vec![Vec::new(); systems + 1];
    for &(a, b) in pairs {
        ends[a.index()].push(b);
        ends[b.index()].push(a);
    }
    let mut seen = vec![false; systems + 1];
    seen[HUB.index()] = true;
    let mut open = vec![HUB];
    let mut reached = 0;
    while let Some(system) = open.pop() {
        reached += 1;
        for &next in &ends[system.index()] {
            if !std::mem::replace(&mut seen[next.index()], true) {
                open.push(next);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::{Dice, Key};
    use crate::map::hex::{Grid, distance};
    use crate::map::{homeworlds, lanes};
    use crate::rules::Rules;
    use crate::vocab::LaneClass;

    fn sound_map() -> (Grid, Starmap, Vec<Link>, Vec<SystemId>) {
        let rules = Rules::standard().starmap;
        let grid = Grid::new(3);
        let homeworlds = homeworlds::place(&grid, &rules, 2, &mut Dice::for_purpose(Key(1), "seats")).unwrap();
        let links = lanes::weave(&grid, &rules, &homeworlds, &mut Dice::for_purpose(Key(1), "lanes")).unwrap();
        (grid, rules, links, homeworlds)
    }

    #[test]
    fn broken_maps_are_found() {
        let (grid, rules, links, homeworlds) = sound_map();
        let check = |links: &[Link], homeworlds: &[SystemId]| check(&rules, 37, links, homeworlds, 2);
        assert_eq!(check(&links, &homeworlds), Ok(()));
        assert!(check(&links, &homeworlds[..1]).is_err(), "a house without a home");
        assert!(
            check(&links, &[homeworlds[0], homeworlds[0]]).is_err(),
            "two houses in one home"
        );
        assert!(check(&links[1..], &homeworlds).is_err(), "a hub with five lanes");
        let broken = |change: &dyn Fn(&mut Vec<Link>)| {
            let mut links = links.clone();
            change(&mut links);
            check(&links, &homeworlds).unwrap_err().to_string()
        };
        let at_home = links
            .iter()
            .position(|link| link.0 == homeworlds[0] || link.1 == homeworlds[0])
            .unwrap();
        assert!(broken(&|links| links[at_home].2 = LaneClass::Minor).contains("wrong class"));
        assert!(broken(&|links| _ = links.remove(at_home)).contains("has 2 lanes"));
        assert!(broken(&|links| links.push(links[9])).contains("linked twice"));
        assert!(broken(&|links| links.push((SystemId(5), SystemId(5), LaneClass::Major))).contains("cannot be"));
        assert!(broken(&|links| links.push((SystemId(5), SystemId(38), LaneClass::Major))).contains("cannot be"));
        let far_off = |system: &SystemId| {
            grid.ring(*system) == 3
                && homeworlds
                    .iter()
                    .all(|&home| distance(grid.hex(*system), grid.hex(home)) > 1)
        };
        let lonely = grid.systems().find(far_off).unwrap();
        let cut = broken(&|links| links.retain(|link| link.0 != lonely && link.1 != lonely));
        assert!(cut.contains("only 36 of 37"), "{cut}");
    }
}
