using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;
using Trireme.Server.Json;

namespace Trireme.Server.Strategies;

/// <summary>Deployments and ReplicaSets: they count their generations. A Deployment's annotations are part of what is wanted of it.</summary>
internal sealed class WorkloadStrategy(KindInfo kind, bool isDeployment) : KindStrategy(kind)
{
    public override bool TracksGeneration => true;

    public override void PrepareForSubresource(string subresource, JsonObject obj, JsonObject old)
    {
        base.PrepareForSubresource(subresource, obj, old);
        if (isDeployment && subresource == "status")
            obj.Metadata().CopyField("labels", old.Metadata());
    }

    public override bool RaisesGeneration(JsonObject obj, JsonObject old) =>
        base.RaisesGeneration(obj, old) || (isDeployment && !obj.Metadata().SameField("annotations", old.Metadata()));
}
