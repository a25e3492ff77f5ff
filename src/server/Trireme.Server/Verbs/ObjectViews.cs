using Trireme.Machinery.Schema;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>Chooses the view for what a client accepts.</summary>
internal static class ObjectViews
{
    /// <summary>A view for one request.</summary>
    public static IObjectView For(ApiCall call) => For(call.Kind, call.Media);

    /// <summary>A view for one request.</summary>
    public static IObjectView For(KindInfo kind, AcceptedMedia media)
    {
        _ = media;
        return new PlainView(kind);
    }
}
