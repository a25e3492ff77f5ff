using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;
using Trireme.Server.Json;

namespace Trireme.Server.Strategies;

/// <summary>EndpointSlices: a change of anything but the metadata, and of the labels, makes a generation.</summary>
internal sealed class EndpointSliceStrategy(KindInfo kind) : KindStrategy(kind)
{
    public override bool TracksGeneration => true;

    public override bool RaisesGeneration(JsonObject obj, JsonObject old) =>
        !obj.SameField("endpoints", old) || !obj.SameField("ports", old) || !obj.SameField("addressType", old)
        || !obj.Metadata().SameField("labels", old.Metadata());
}
