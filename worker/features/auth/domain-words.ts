/** Words for generated handles: neutral or kind, at most ten letters, fit beside any other word of the other list. */
export const ADJECTIVES =
  `able amber ample apt autumn bold brave breezy bright brisk calm candid careful cheerful clear clever coastal
cosy crisp curious daring deft eager early earnest easy even fair fond fresh gentle giving glad golden good
graceful grand green happy hearty honest hopeful humble ivory jolly keen kind lively loyal lucid lucky mellow
merry mild modest neat nimble noble open patient plain playful polite proud quick quiet ready rosy sincere
silver smart smooth snug sound steady still sunny swift tender tidy true upbeat warm willing wise witty`.split(
    /\s+/,
  );

export const NOUNS =
  `acorn alder anchor apple arch atlas badger bay beacon birch brook candle canyon cedar chime cliff cloud clover
comet compass coral cove crane creek dawn delta dune falcon fern field finch fjord forest garden glade grove
harbour hazel heron hill island ivy juniper kite lagoon lake lantern lark laurel leaf lily linden lynx maple
marsh meadow mesa moss oak ocean orchard otter owl palm pebble pine planet plum pond poppy prairie quill
rain reef ridge river robin sail shore sparrow spring spruce star stone stream summit swan thistle tide
valley violet willow wren`.split(/\s+/);

/** Names that a person could mistake for the house itself, or that a route needs. */
export const RESERVED_HANDLES = new Set(
  `about account admin administrator api app apps assets auth battle battles billing blog card cards code codes
coach contact docs draft drafts everyone feed help home invite invites legal library login logout me metrics
moderator monitoring new null official onering onering_team openapi operator owner pricing privacy profile public
ring rings room rooms root security settings share sign_in sign_out signin signup staff status support system
team terms undefined user users verified webhook webhooks www you`.split(/\s+/),
);
