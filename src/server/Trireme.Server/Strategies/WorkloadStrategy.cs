using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;
using Trireme.Server.Json;

namespace Trireme.Server.Strategies;

/// <summary>Deployments and ReplicaSets: they count their generations. A Deployment's annotations are part of what is wanted of it.</summary>
internal sealed class WorkloadStrategy(KindInfo kind, bool annotationsCount) : KindStrategy(kind)
{
    public override bool TracksGeneration => true;

    public override bool RaisesGeneration(JsonObject obj, JsonObject old) =>
        base.RaisesGeneration(obj, old) || (annotationsCount && !obj.Metadata().SameField("annotations", old.Metadata()));
}
